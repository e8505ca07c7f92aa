//! Packs a finished PDF: small objects go into compressed streams, which halves a tagged file. Changes nothing of what is shown.

use lopdf::{Document, ObjectStreamConfig, SaveOptions};

use super::PrintFault;

/// Objects in one compressed stream; more of them compress better but a reader unpacks a whole stream for one.
const OBJECTS_PER_STREAM: usize = 200;

/// The same document with object and cross-reference streams (PDF 1.5 and later), the same bytes for the same document.
///
/// PDF/A-2 (rule 6.1.7.1-2) wants an end of line before each `endstream`, which the writer puts.
pub(super) fn repack(pdf: &[u8]) -> Result<Vec<u8>, PrintFault> {
    let fault = |detail: String| PrintFault::Packing { detail };
    let mut document = Document::load_mem(pdf).map_err(|error| fault(error.to_string()))?;
    let options = SaveOptions {
        use_object_streams: true,
        use_xref_streams: true,
        object_stream_config: ObjectStreamConfig { max_objects_per_stream: OBJECTS_PER_STREAM, compression_level: 6 },
        ..SaveOptions::default()
    };
    let mut packed = Vec::with_capacity(pdf.len() / 2);
    document.save_with_options(&mut packed, options).map_err(|error| fault(error.to_string()))?;
    Ok(packed)
}
