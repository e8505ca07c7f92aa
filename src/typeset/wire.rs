//! How the program and its workers talk: parts, each led by its length, over a pipe. Knows nothing of processes.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{Day, Order, Print, PrintFault};

/// The longest part that is read. The other end is our own program, so a longer one can only be a fault of ours.
const LONGEST_PART: u64 = 1 << 30;

/// What a worker is told once, at its start.
#[derive(Debug, Default)]
pub(super) struct Setup {
    /// Address space the worker may take, in bytes.
    pub memory: u64,
    /// Templates that win over the embedded ones.
    pub overrides: Vec<(String, Vec<u8>)>,
}

#[derive(Serialize, Deserialize)]
struct SetupHeading {
    memory: u64,
    paths: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct OrderHeading {
    document: String,
    ident: String,
    date: Day,
    images: Vec<String>,
}

#[derive(Serialize, Deserialize)]
enum Answer {
    Printed { pages: usize },
    Refused(Vec<PrintFault>),
}

pub(super) fn write_setup(pipe: &mut impl Write, setup: &Setup) -> io::Result<()> {
    let paths = setup
        .overrides
        .iter()
        .map(|(path, _)| path.clone())
        .collect();
    write_heading(
        pipe,
        &SetupHeading {
            memory: setup.memory,
            paths,
        },
    )?;
    setup
        .overrides
        .iter()
        .try_for_each(|(_, bytes)| write_part(pipe, bytes))?;
    pipe.flush()
}

pub(super) fn read_setup(pipe: &mut impl Read) -> io::Result<Setup> {
    let heading: SetupHeading = read_heading(pipe)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let overrides = heading
        .paths
        .into_iter()
        .map(|path| Ok((path, read_part(pipe)?)))
        .collect::<io::Result<_>>()?;
    Ok(Setup {
        memory: heading.memory,
        overrides,
    })
}

pub(super) fn write_order(pipe: &mut impl Write, order: &Order) -> io::Result<()> {
    let heading = OrderHeading {
        document: order.document.clone(),
        ident: order.ident.clone(),
        date: order.date,
        images: order.images.iter().map(|(name, _)| name.clone()).collect(),
    };
    write_heading(pipe, &heading)?;
    write_part(pipe, &order.data)?;
    order
        .images
        .iter()
        .try_for_each(|(_, bytes)| write_part(pipe, bytes))?;
    pipe.flush()
}

/// The next order, or `None` when the pipe was closed between two.
pub(super) fn read_order(pipe: &mut impl Read) -> io::Result<Option<Order>> {
    let Some(heading) = read_heading::<OrderHeading>(pipe)? else {
        return Ok(None);
    };
    let data = read_part(pipe)?;
    let images = heading
        .images
        .into_iter()
        .map(|name| Ok((name, read_part(pipe)?)))
        .collect::<io::Result<_>>()?;
    Ok(Some(Order {
        document: heading.document,
        ident: heading.ident,
        data,
        images,
        date: heading.date,
    }))
}

pub(super) fn write_answer(
    pipe: &mut impl Write,
    answer: Result<Print, Vec<PrintFault>>,
) -> io::Result<()> {
    match answer {
        Ok(print) => {
            write_heading(pipe, &Answer::Printed { pages: print.pages })?;
            write_part(pipe, &print.pdf)?;
        }
        Err(faults) => write_heading(pipe, &Answer::Refused(faults))?,
    }
    pipe.flush()
}

pub(super) fn read_answer(pipe: &mut impl Read) -> io::Result<Result<Print, Vec<PrintFault>>> {
    match read_heading(pipe)?.ok_or(io::ErrorKind::UnexpectedEof)? {
        Answer::Printed { pages } => Ok(Ok(Print {
            pdf: read_part(pipe)?,
            pages,
        })),
        Answer::Refused(faults) => Ok(Err(faults)),
    }
}

fn write_heading(pipe: &mut impl Write, heading: &impl Serialize) -> io::Result<()> {
    write_part(pipe, &serde_json::to_vec(heading)?)
}

fn read_heading<T: DeserializeOwned>(pipe: &mut impl Read) -> io::Result<Option<T>> {
    let mut first = [0];
    if pipe.read(&mut first)? == 0 {
        return Ok(None);
    }
    let part = read_part(&mut first.as_slice().chain(pipe))?;
    Ok(Some(serde_json::from_slice(&part)?))
}

fn write_part(pipe: &mut impl Write, part: &[u8]) -> io::Result<()> {
    pipe.write_all(&(part.len() as u64).to_le_bytes())?;
    pipe.write_all(part)
}

fn read_part(pipe: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    pipe.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > LONGEST_PART {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "part too long"));
    }
    let mut part = Vec::new();
    pipe.take(length).read_to_end(&mut part)?;
    if part.len() as u64 == length {
        Ok(part)
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_comes_out_of_the_pipe_as_it_went_in() {
        let order = Order {
            document: "dossier".into(),
            ident: "été-2025".into(),
            data: b"{}".to_vec(),
            images: vec![
                ("logo.png".into(), vec![0, 255]),
                ("vide.png".into(), Vec::new()),
            ],
            date: Day {
                year: 2025,
                month: 12,
                day: 31,
            },
        };
        let mut pipe = Vec::new();
        write_order(&mut pipe, &order).expect("memory takes it");
        let mut pipe = pipe.as_slice();
        assert_eq!(read_order(&mut pipe).expect("whole"), Some(order));
        assert_eq!(read_order(&mut pipe).expect("at its end"), None);
    }

    #[test]
    fn an_answer_cut_short_is_an_error() {
        let mut pipe = Vec::new();
        write_answer(
            &mut pipe,
            Ok(Print {
                pdf: vec![1, 2, 3],
                pages: 1,
            }),
        )
        .expect("memory takes it");
        pipe.pop();
        assert_eq!(
            read_answer(&mut pipe.as_slice()).expect_err("cut").kind(),
            io::ErrorKind::UnexpectedEof
        );
    }
}
