//! A photo for paper: opened from the project's folder, made anew at the size it is printed.
//!
//! What a camera or a telephone writes beside the pixels (place, day, owner, miniature) does not survive: only pixels go on.

use std::io::Cursor;
use std::path::{Component, Path};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

use super::Input;
use crate::diagnostic::{Diagnostic, Place};

/// Most bytes of the file.
const MOST_BYTES: u64 = 20 * 1024 * 1024;
/// Most pixels of a side, and of the whole: more than telephones take.
const MOST_SIDE: u32 = 12_000;
const MOST_PIXELS: u64 = 50_000_000;
/// Most bytes that its pixels may take while it is read.
const MOST_MEMORY: u64 = 160 * 1024 * 1024;
/// Least pixels of the longer side: below, the squares are seen on paper.
const LEAST_SIDE: u32 = 400;
/// Longer side on paper, pixels: 107 mm at 300 a dot an inch.
const PRINTED_SIDE: u32 = 1264;
/// Quality of the JPEG that is printed.
const QUALITY: u8 = 82;

/// What prevents a photo from being printed: what is wrong, the way out.
type Fault = (String, &'static str);

/// The file a project names for its photo; one outside of its folder is refused.
#[expect(
    clippy::result_large_err,
    reason = "a fault ends the reading and is told once"
)]
pub fn photo_file(folder: &Path, prefix: &str, written: &str) -> Result<Input, Diagnostic> {
    let path = Path::new(written);
    let inside = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);
    let name = format!("{prefix}{written}");
    let outside = Diagnostic::error("la photo est hors du dossier du projet")
        .at(Place::file(&name))
        .hint("copiez l'image dans le dossier du projet, puis écrivez son nom");
    if written.contains('\\') || !path.components().all(inside) {
        return Err(outside);
    }
    let full = folder.join(path);
    let real = folder.canonicalize().ok().zip(full.canonicalize().ok());
    if real.is_some_and(|(folder, full)| !full.starts_with(folder)) {
        return Err(outside);
    }
    Ok(Input::path(name, full))
}

/// The photo as a JPEG of its printed size, upright, without any metadata.
#[expect(
    clippy::result_large_err,
    reason = "a fault ends the reading and is told once"
)]
pub fn photo(input: &Input) -> Result<Vec<u8>, Diagnostic> {
    let bytes = input.read_all(MOST_BYTES).map_err(|fault| Diagnostic {
        hint: fault
            .message
            .contains("dépasse")
            .then(|| "enregistrez une copie plus petite de la photo".to_owned())
            .or(fault.hint),
        ..fault
    })?;
    printable(&bytes).map_err(|(message, hint)| {
        Diagnostic::error(message)
            .at(Place::file(&input.name))
            .hint(hint)
    })
}

fn printable(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let unreadable = |_| -> Fault {
        (
            "la photo ne peut pas être lue jusqu'au bout".to_owned(),
            "ouvrez-la dans un logiciel d'images, puis enregistrez-la de nouveau en JPEG",
        )
    };
    let format = image::guess_format(bytes).ok();
    let format = format.filter(|format| matches!(format, ImageFormat::Jpeg | ImageFormat::Png));
    let format = format.ok_or((
        "ce fichier n'est pas une photo en JPEG ou en PNG".to_owned(),
        "enregistrez-la en JPEG (un fichier .jpg), même si elle vient d'un téléphone en .heic",
    ))?;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if let Some(fault) = unfit(width, height) {
        return Err(fault);
    }
    let orientation = decoder.orientation().map_err(unreadable)?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    if width.max(height) > PRINTED_SIDE {
        image = image.resize(PRINTED_SIDE, PRINTED_SIDE, FilterType::CatmullRom);
    }
    image.apply_orientation(orientation);
    let mut printed = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut printed, QUALITY);
    on_white(&image)
        .write_with_encoder(encoder)
        .map_err(unreadable)?;
    Ok(printed)
}

fn unfit(width: u32, height: u32) -> Option<Fault> {
    let size = format!("{width} × {height} pixels");
    if width.max(height) > MOST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Some((
            format!("la photo est trop grande : {size}"),
            "enregistrez-en une copie plus petite : 2000 pixels de large suffisent",
        ));
    }
    if width.max(height) < LEAST_SIDE {
        return Some((
            format!("la photo est trop petite : {size}, {LEAST_SIDE} de large ou de haut au moins"),
            "choisissez l'image d'origine plutôt que sa miniature",
        ));
    }
    let narrow = width.min(height).saturating_mul(3) < width.max(height);
    narrow.then(|| {
        (
            format!("la photo est trop étroite : {size}"),
            "recadrez-la : un côté ne dépasse pas trois fois l'autre",
        )
    })
}

/// Pixels that let the paper through, as the paper shows them.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let clear = image.to_rgba8();
    let mut flat = RgbImage::new(clear.width(), clear.height());
    for (to, from) in flat.pixels_mut().zip(clear.pixels()) {
        let [red, green, blue, alpha] = from.0;
        let over = |tone: u8| {
            let sum = u16::from(tone) * u16::from(alpha) + 255 * (255 - u16::from(alpha));
            u8::try_from(sum / 255).unwrap_or(u8::MAX)
        };
        *to = Rgb([over(red), over(green), over(blue)]);
    }
    flat
}
