//! One worker process, from both ends: the same program, started with a hidden subcommand, that prints the orders it reads on its standard
//! input. A process can be stopped and bounded where Typst offers neither. The pool of them is in `pool`.

use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::wire::{self, Setup};
use super::{Order, Press, Print, PrintFault};

/// The hidden subcommand with which the program becomes a worker: `main` hands over to [`serve`].
pub const WORKER: &str = "__worker";

/// Last words kept of a worker that died, in bytes.
const LAST_WORDS: u64 = 2_000;

/// Prints what comes in on `input` until it is closed.
///
/// For the worker process only: when `input` ends, whoever asked is gone, and the whole process ends at once, even in the middle of a
/// document. Returns only when it cannot read or answer.
pub fn serve(mut input: impl Read + Send + 'static, output: impl Write) -> io::Result<()> {
    let setup = wire::read_setup(&mut input)?;
    limit_memory(setup.memory)?;
    stay_on_this_thread()?;
    let press =
        Press::new(&setup.overrides).map_err(|fault| io::Error::other(fault.to_string()))?;
    let (orders, queue) = mpsc::sync_channel(1);
    thread::spawn(move || {
        while let Ok(Some(order)) = wire::read_order(&mut input) {
            if orders.send(order).is_err() {
                return;
            }
        }
        std::process::exit(0);
    });
    let mut output = BufWriter::new(output);
    for order in queue {
        wire::write_answer(&mut output, press.print(&order))?;
    }
    Ok(())
}

/// Makes this thread the only one that Typst works on: two in one process slow each other down, and a pool beside it would be handed each
/// piece of work over to another core, whose caches know nothing of it.
fn stay_on_this_thread() -> io::Result<()> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1);
    pool.use_current_thread()
        .build_global()
        .map_err(io::Error::other)
}

/// Bounds what this process may ask of memory; beyond it an allocation fails and the process ends.
#[cfg(target_os = "linux")]
fn limit_memory(bytes: u64) -> io::Result<()> {
    let (_, hard) = rlimit::Resource::AS.get()?;
    let bytes = bytes.min(hard);
    rlimit::Resource::AS.set(bytes, bytes)
}

/// Such a limit where the system takes it: macOS refuses one below what every process maps there, and the deadline holds.
#[cfg(all(unix, not(target_os = "linux")))]
fn limit_memory(bytes: u64) -> io::Result<()> {
    if let Ok((_, hard)) = rlimit::Resource::AS.get() {
        let bytes = bytes.min(hard);
        let _refused = rlimit::Resource::AS.set(bytes, bytes);
    }
    Ok(())
}

/// No such limit here: the deadline alone holds.
#[cfg(not(unix))]
fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}

/// What the GNU allocator of a worker is told, in the variable it reads at its start: memory grows by 64 MiB, of large pages, in one
/// arena, and is kept from one document to the next instead of being given back and faulted in again. Measured on 40 dossiers: 8 to 13 %
/// less CPU and 2 500 page faults instead of 30 000, with the same largest size. Where another allocator serves, nobody reads it.
const ALLOCATOR: (&str, &str) = (
    "GLIBC_TUNABLES",
    "glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1:glibc.malloc.top_pad=67108864\
     :glibc.malloc.trim_threshold=268435456:glibc.malloc.mmap_threshold=134217728",
);

/// What a worker is started with.
pub(super) struct Terms {
    pub program: PathBuf,
    pub setup: Setup,
    pub deadline: Duration,
}

/// A running worker, as seen by the program that started it. Ends with this value.
pub(super) struct Worker {
    child: Child,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
    errors: ChildStderr,
    /// How many documents it has printed.
    pub printed: usize,
}

impl Worker {
    pub(super) fn start(terms: &Terms) -> Result<Self, PrintFault> {
        let not_started = |detail: String| PrintFault::NotStarted { detail };
        let mut child = Command::new(&terms.program)
            .arg(WORKER)
            .env(ALLOCATOR.0, ALLOCATOR.1)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| not_started(error.to_string()))?;
        let (Some(input), Some(output), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(not_started("sans entrée ni sortie".into()));
        };
        let mut worker = Self {
            child,
            input: BufWriter::new(input),
            output: BufReader::new(output),
            errors,
            printed: 0,
        };
        wire::write_setup(&mut worker.input, &terms.setup)
            .map_err(|error| not_started(error.to_string()))?;
        Ok(worker)
    }

    /// Whether it still runs: one can end between two orders, stopped by the system.
    pub(super) fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Has one order printed. `Err` on the outside means that the worker is spent: drop it.
    pub(super) fn print(
        &mut self,
        order: &Order,
        terms: &Terms,
    ) -> Result<Result<Print, Vec<PrintFault>>, PrintFault> {
        let (child, input, output) = (&mut self.child, &mut self.input, &mut self.output);
        let (done, waiting) = mpsc::channel::<()>();
        let (answer, late) = thread::scope(|scope| {
            let watch = scope.spawn(move || {
                let late = waiting.recv_timeout(terms.deadline) == Err(RecvTimeoutError::Timeout);
                if late {
                    // Fails only when the worker is gone already, and then there is nothing to stop.
                    let _ = child.kill();
                }
                late
            });
            let answer = wire::write_order(input, order).and_then(|()| wire::read_answer(output));
            drop(done);
            (answer, watch.join().unwrap_or(false))
        });
        match answer {
            Ok(answer) => {
                self.printed += 1;
                Ok(answer)
            }
            Err(_) if late => Err(PrintFault::TooLong {
                seconds: terms.deadline.as_secs(),
            }),
            Err(error) => Err(self.end(&error, terms.setup.memory)),
        }
    }

    /// What a worker that ended on its own died of.
    fn end(&mut self, error: &io::Error, memory: u64) -> PrintFault {
        let _ = self.child.kill();
        let status = self
            .child
            .wait()
            .map_or_else(|error| error.to_string(), describe);
        let mut words = Vec::new();
        let _ = (&mut self.errors).take(LAST_WORDS).read_to_end(&mut words);
        let words = String::from_utf8_lossy(&words);
        if words.contains("memory allocation") || words.contains("out of memory") {
            return PrintFault::OutOfMemory {
                mebibytes: memory >> 20,
            };
        }
        let words = words
            .trim()
            .lines()
            .next_back()
            .unwrap_or_default()
            .to_owned();
        // The end of a pipe is how a process that was stopped is seen from here: its status says it all.
        let detail = if words.is_empty() && error.kind() == io::ErrorKind::UnexpectedEof {
            status
        } else if words.is_empty() {
            format!("{status}, {error}")
        } else {
            format!("{status}, {words}")
        };
        PrintFault::Interrupted { detail }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It holds nothing that could be lost, so it is not asked to leave.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn describe(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("code de fin {code}"),
        None => format!("arrêté par le système ({status})"),
    }
}
