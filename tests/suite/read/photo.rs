//! Photos: what a camera writes beside the pixels stays in the folder, and what cannot be printed is told.

use std::fs;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};
use jalon::read::{Input, photo, photo_file};
use proptest::prelude::*;

/// EXIF that says: turn me a quarter to the right, taken here.
fn exif() -> Vec<u8> {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS 46.58 N 0.34 E CAMERA 1234");
    exif
}

/// Left half red, right half blue.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([200, 0, 0])
        } else {
            Rgb([0, 0, 200])
        }
    })
}

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif()).expect("EXIF");
    DynamicImage::from(halves(width, height))
        .write_with_encoder(encoder)
        .expect("a photo");
    bytes
}

fn told(bytes: &[u8]) -> String {
    photo(&Input::bytes("banc.jpg", bytes))
        .map_or_else(|fault| fault.to_string(), |_| String::new())
}

#[test]
fn only_pixels_go_on_upright_and_at_their_printed_size() {
    let taken = jpeg(3000, 2000);
    assert!(taken.windows(3).any(|part| part == b"GPS"));
    let printed = photo(&Input::bytes("banc.jpg", taken)).expect("a photo");
    assert!(!printed.windows(3).any(|part| part == b"GPS"));
    assert!(!printed.windows(4).any(|part| part == b"Exif"));
    let shown = image::load_from_memory(&printed).expect("a JPEG").to_rgb8();
    assert_eq!(shown.dimensions(), (843, 1264));
    // turned to the right, the left half is at the top
    let [top, bottom] = [shown.get_pixel(420, 100), shown.get_pixel(420, 1200)];
    assert!(top[0] > 150 && top[2] < 60, "{top:?}");
    assert!(bottom[2] > 150 && bottom[0] < 60, "{bottom:?}");
}

#[test]
fn what_lets_the_paper_through_is_white() {
    let clear = RgbaImage::from_pixel(500, 400, Rgba([10, 20, 30, 0]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    clear
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a PNG");
    let printed = photo(&Input::bytes("logo.png", bytes.into_inner())).expect("a photo");
    let shown = image::load_from_memory(&printed).expect("a JPEG").to_rgb8();
    assert_eq!(shown.get_pixel(250, 200), &Rgb([255, 255, 255]));
}

#[test]
fn what_cannot_be_printed_is_told_with_the_way_out() {
    let mut cut = jpeg(900, 600);
    cut.truncate(300);
    // a PNG that announces 60 000 × 60 000 pixels
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bomb.extend([0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 2, 0, 0, 0]);
    bomb.extend([0xE5, 0x6E, 0xA1, 0x3F]);
    let all = [
        told(b"GIF89a"),
        told(&cut),
        told(&jpeg(300, 200)),
        told(&jpeg(2000, 300)),
        told(&vec![0; 20 * 1024 * 1024 + 1]),
    ];
    assert_eq!(
        all,
        [
            "erreur : ce fichier n'est pas une photo en JPEG ou en PNG\n  → banc.jpg\n  aide : enregistrez-la en JPEG (un fichier .jpg), même si elle vient d'un téléphone en .heic",
            "erreur : la photo ne peut pas être lue jusqu'au bout\n  → banc.jpg\n  aide : ouvrez-la dans un logiciel d'images, puis enregistrez-la de nouveau en JPEG",
            "erreur : la photo est trop petite : 300 × 200 pixels, 400 de large ou de haut au moins\n  → banc.jpg\n  aide : choisissez l'image d'origine plutôt que sa miniature",
            "erreur : la photo est trop étroite : 2000 × 300 pixels\n  → banc.jpg\n  aide : recadrez-la : un côté ne dépasse pas trois fois l'autre",
            "erreur : le fichier dépasse 20 Mio\n  → banc.jpg\n  aide : enregistrez une copie plus petite de la photo",
        ]
    );
    assert!(!told(&bomb).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn a_damaged_photo_is_a_photo_or_a_fault(at in 0usize..4000, byte: u8, keep in 100usize..4000) {
        let mut bytes = jpeg(400, 140);
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(keep.max(1));
        if let Ok(printed) = photo(&Input::bytes("banc.jpg", bytes)) {
            prop_assert!(image::load_from_memory(&printed).is_ok());
        }
    }
}

#[test]
fn a_photo_outside_of_the_folder_is_not_opened() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("projet");
    fs::create_dir(&folder).expect("a folder");
    fs::write(place.path().join("secret.jpg"), jpeg(500, 400)).expect("written");
    let refused = |written: &str| {
        photo_file(Path::new(&folder), "projets/a/", written)
            .map_or_else(|fault| fault.to_string(), |input| input.name)
    };
    let message = |name: &str| {
        format!(
            "erreur : la photo est hors du dossier du projet\n  → projets/a/{name}\n  aide : copiez l'image dans le dossier du projet, puis écrivez son nom"
        )
    };
    assert_eq!(refused("../secret.jpg"), message("../secret.jpg"));
    assert_eq!(refused("/etc/hostname"), message("/etc/hostname"));
    assert_eq!(refused("..\\secret.jpg"), message("..\\secret.jpg"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../secret.jpg", folder.join("lien.jpg")).expect("a link");
        assert_eq!(refused("lien.jpg"), message("lien.jpg"));
    }
    assert_eq!(refused("images/banc.jpg"), "projets/a/images/banc.jpg");
}
