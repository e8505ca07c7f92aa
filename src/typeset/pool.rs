//! Prints many orders at once over worker processes, one document's trouble never reaching another. Keeps no result: each goes out when done.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use super::wire::Setup;
use super::workers::{Terms, Worker};
use super::{Order, Press, PressFault, Print, PrintFault};

/// Documents after which a worker is replaced, so that what Typst never forgets (paths, labels) cannot pile up.
const DOCUMENTS_PER_WORKER: usize = 500;

/// How a batch is printed.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Worker processes, one core each; 0 prints in this process, without deadline nor memory limit.
    pub jobs: usize,
    /// The longest one document may take.
    pub deadline: Duration,
    /// Address space one worker may take, in bytes. Holds on Unix only.
    pub memory: u64,
    /// Templates that win over the embedded ones, as (path below `templates/`, bytes).
    pub overrides: Vec<(String, Vec<u8>)>,
    /// The program that answers to the worker subcommand; `None` is the running one.
    pub program: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            jobs: 1,
            deadline: Duration::from_secs(60),
            memory: 1 << 30,
            overrides: Vec::new(),
            program: None,
        }
    }
}

/// Prints every order and gives each result to `deliver` with the order's rank, from 0, as soon as it is there.
///
/// Results come in any order. Orders are pulled as workers get free, never more than two for each ahead, so a batch takes the memory of a
/// few documents however long it is. Fails before the first order when the templates cannot be loaded.
pub fn print_all(
    orders: impl IntoIterator<Item = Order>,
    settings: &Settings,
    deliver: &mut dyn FnMut(usize, Result<Print, Vec<PrintFault>>),
) -> Result<(), PressFault> {
    let orders = orders.into_iter().enumerate();
    if settings.jobs == 0 {
        let press = Press::new(&settings.overrides)?;
        orders.for_each(|(rank, order)| deliver(rank, press.print(&order)));
        return Ok(());
    }
    if !settings.overrides.is_empty() {
        // Told once here rather than by each worker; the embedded templates load.
        Press::new(&settings.overrides)?;
    }
    match terms(settings) {
        Ok(terms) => share_out(orders, settings.jobs, &terms, deliver),
        Err(error) => {
            let fault = PrintFault::NotStarted {
                detail: error.to_string(),
            };
            orders.for_each(|(rank, _)| deliver(rank, Err(vec![fault.clone()])));
        }
    }
    Ok(())
}

fn terms(settings: &Settings) -> io::Result<Terms> {
    Ok(Terms {
        program: settings
            .program
            .clone()
            .map_or_else(std::env::current_exe, Ok)?,
        setup: Setup {
            memory: settings.memory,
            overrides: settings.overrides.clone(),
        },
        deadline: settings.deadline,
    })
}

fn share_out(
    mut orders: impl Iterator<Item = (usize, Order)>,
    jobs: usize,
    terms: &Terms,
    deliver: &mut dyn FnMut(usize, Result<Print, Vec<PrintFault>>),
) {
    let (give, tray) = mpsc::channel::<(usize, Order)>();
    let (tell, results) = mpsc::channel();
    let tray = Mutex::new(tray);
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (tray, tell) = (&tray, tell.clone());
            scope.spawn(move || work(tray, &tell, terms));
        }
        let mut under_way = 0;
        loop {
            while under_way < 2 * jobs
                && let Some(order) = orders.next()
            {
                if give.send(order).is_err() {
                    return;
                }
                under_way += 1;
            }
            if under_way == 0 {
                drop(give);
                return;
            }
            let Ok((rank, result)) = results.recv() else {
                return;
            };
            under_way -= 1;
            deliver(rank, result);
        }
    });
}

/// One thread for one worker at a time: takes orders from the tray until it is taken away.
fn work(
    tray: &Mutex<mpsc::Receiver<(usize, Order)>>,
    tell: &mpsc::Sender<(usize, Result<Print, Vec<PrintFault>>)>,
    terms: &Terms,
) {
    let mut worker = None;
    loop {
        let next = tray.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((rank, order)) = next else { return };
        let result = print_one(&mut worker, &order, terms);
        if tell.send((rank, result)).is_err() {
            return;
        }
    }
}

/// Prints with the worker there is, or a new one; a spent worker is not kept.
fn print_one(
    kept: &mut Option<Worker>,
    order: &Order,
    terms: &Terms,
) -> Result<Print, Vec<PrintFault>> {
    let usable = |mut worker: Worker| {
        (worker.printed < DOCUMENTS_PER_WORKER && worker.is_alive()).then_some(worker)
    };
    let mut worker = match kept.take().and_then(usable) {
        Some(worker) => worker,
        None => Worker::start(terms).map_err(|fault| vec![fault])?,
    };
    let result = worker.print(order, terms).map_err(|fault| vec![fault])?;
    *kept = Some(worker);
    result
}
