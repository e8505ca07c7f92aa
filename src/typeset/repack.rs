//! Packs a finished PDF: small objects go into compressed streams, which halves a tagged file. Knows the layout of the files Typst writes and
//! no other; changes nothing of what is shown.
//!
//! Written by hand because a general library reads every object into a tree first, which costs ten times as much as the compression.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use memchr::memmem;

/// Objects in one compressed stream. A reader unpacks the whole stream for one of them.
const OBJECTS_PER_STREAM: usize = 200;

/// The same document with object and cross-reference streams (PDF 1.5 and later); always the same bytes for the same document.
///
/// PDF/A-2 (rule 6.1.7.1-2) wants an end of line before each `endstream`: streams are copied whole and new ones get it. A file of another
/// layout comes back as it was, valid and fat.
pub(super) fn repack(pdf: Vec<u8>) -> Vec<u8> {
    Parts::read(&pdf)
        .and_then(|parts| parts.pack())
        .unwrap_or(pdf)
}

/// A file cut at the borders of its objects.
struct Parts<'a> {
    /// All before the first object.
    head: &'a [u8],
    /// Number and bytes of each object, without the words around them, in the file's order.
    objects: Vec<(usize, &'a [u8])>,
    /// Entries of the trailer, without the brackets around them and without `/Size`.
    trailer: String,
    /// One more than the highest number.
    size: usize,
}

impl<'a> Parts<'a> {
    fn read(pdf: &'a [u8]) -> Option<Self> {
        let end = pdf.len().checked_sub(64)?;
        let tail =
            std::str::from_utf8(&pdf[end + memmem::find(&pdf[end..], b"startxref")?..]).ok()?;
        let table: usize = tail.split_ascii_whitespace().nth(1)?.parse().ok()?;
        let index = std::str::from_utf8(pdf.get(table..)?).ok()?;
        let (index, trailer) = index.split_once("trailer")?;
        let mut words = index.strip_prefix("xref")?.split_ascii_whitespace();
        let (first, size) = (words.next()?, words.next()?.parse().ok()?);
        let mut places = Vec::new();
        for number in 0..size {
            let (place, _generation, state) = (words.next()?, words.next()?, words.next()?);
            if state == "n" {
                places.push((place.parse::<usize>().ok()?, number));
            }
        }
        if first != "0" || words.next().is_some() {
            return None;
        }
        places.sort_unstable();
        let ends = places
            .iter()
            .skip(1)
            .map(|(place, _)| *place)
            .chain([table]);
        let objects = places
            .iter()
            .zip(ends)
            .map(|((place, number), end)| Some((*number, body(pdf.get(*place..end)?, *number)?)));
        Some(Self {
            head: pdf.get(..places.first()?.0)?,
            objects: objects.collect::<Option<_>>()?,
            trailer: entries(trailer)?,
            size,
        })
    }

    fn pack(&self) -> Option<Vec<u8>> {
        let (streams, plain): (Vec<_>, Vec<_>) = self
            .objects
            .iter()
            .partition(|(_, body)| body.ends_with(b"endstream"));
        let size = self.size + plain.len().div_ceil(OBJECTS_PER_STREAM) + 1;
        let mut places = vec![Place::Free; size];
        let mut file = self.head.to_vec();
        for (number, body) in streams {
            places[number] = Place::At(file.len());
            put(&mut file, number, body);
        }
        for (rank, members) in plain.chunks(OBJECTS_PER_STREAM).enumerate() {
            let number = self.size + rank;
            places[number] = Place::At(file.len());
            for (index, (member, _)) in members.iter().enumerate() {
                places[*member] = Place::In(number, index);
            }
            put(&mut file, number, &object_stream(members)?);
        }
        let start = file.len();
        places[size - 1] = Place::At(start);
        let table = cross_references(&places, &self.trailer)?;
        put(&mut file, size - 1, &table);
        write!(file, "startxref\n{start}\n%%EOF").ok()?;
        Some(file)
    }
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    Free,
    At(usize),
    In(usize, usize),
}

/// The bytes of an object between `N 0 obj` and `endobj`.
fn body(object: &[u8], number: usize) -> Option<&[u8]> {
    let object = object
        .strip_prefix(format!("{number} 0 obj").as_bytes())?
        .trim_ascii();
    Some(object.strip_suffix(b"endobj")?.trim_ascii())
}

/// The entries of a trailer but its size.
fn entries(trailer: &str) -> Option<String> {
    let inside = trailer
        .split_once("startxref")?
        .0
        .trim()
        .strip_prefix("<<")?
        .strip_suffix(">>")?;
    let (before, size) = inside.split_once("/Size")?;
    let after = size
        .trim_start()
        .trim_start_matches(|digit: char| digit.is_ascii_digit());
    Some(format!("{} {}", before.trim(), after.trim()))
}

fn put(file: &mut Vec<u8>, number: usize, body: &[u8]) {
    file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
    file.extend_from_slice(body);
    file.extend_from_slice(b"\nendobj\n");
}

fn object_stream(members: &[(usize, &[u8])]) -> Option<Vec<u8>> {
    let (mut index, mut bodies) = (String::new(), Vec::new());
    for (number, body) in members {
        write!(index, "{number} {} ", bodies.len()).ok()?;
        put_body(&mut bodies, body);
        bodies.push(b'\n');
    }
    let entries = format!("/Type /ObjStm /N {} /First {}", members.len(), index.len());
    stream(&entries, &[index.as_bytes(), &bodies])
}

/// An object as it was, but for the catalog's `/Suspects false`: it says what is true without it (ISO 32000-1, table 321), and poppler, which
/// expects another type there, tells of a syntax error in every file that has it.
fn put_body(file: &mut Vec<u8>, body: &[u8]) {
    const UNSAID: &[u8] = b"/Suspects false";
    let is_catalog = || memmem::find(body, b"/Catalog").is_some();
    match memmem::find(body, UNSAID).filter(|_| is_catalog()) {
        Some(at) => {
            file.extend_from_slice(&body[..at]);
            file.extend_from_slice(&body[at + UNSAID.len()..]);
        }
        None => file.extend_from_slice(body),
    }
}

/// One byte for the kind, four for the place, two for the rank.
fn cross_references(places: &[Place], trailer: &str) -> Option<Vec<u8>> {
    let mut table = Vec::with_capacity(places.len() * 7);
    for place in places {
        let (kind, first, second) = match *place {
            Place::Free => (0, 0, 0xffff),
            Place::At(place) => (1, place, 0),
            Place::In(stream, index) => (2, stream, index),
        };
        table.push(kind);
        table.extend_from_slice(&u32::try_from(first).ok()?.to_be_bytes());
        table.extend_from_slice(&u16::try_from(second).ok()?.to_be_bytes());
    }
    stream(
        &format!("/Type /XRef /Size {} /W [1 4 2] {trailer}", places.len()),
        &[&table],
    )
}

fn stream(entries: &str, parts: &[&[u8]]) -> Option<Vec<u8>> {
    // What remains small is packed the quick way: up to a tenth more of the file, a fiftieth less of the work.
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    parts
        .iter()
        .try_for_each(|part| packer.write_all(part))
        .ok()?;
    let packed = packer.finish().ok()?;
    let mut stream = format!(
        "<< {entries} /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    )
    .into_bytes();
    stream.extend_from_slice(&packed);
    stream.extend_from_slice(b"\nendstream");
    Some(stream)
}
