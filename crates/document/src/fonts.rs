//! The letters that documents are set and their charts are drawn in.

/// Liberation Sans in four styles: regular, bold, italic and bold italic, as TrueType. It is as wide as
/// Arial, so that a chart fits whichever of the two it is read in. Its licence, the SIL Open Font
/// License, stands beside the files.
pub const FONTS: [&[u8]; 4] = [
    include_bytes!("../assets/fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../assets/fonts/LiberationSans-Bold.ttf"),
    include_bytes!("../assets/fonts/LiberationSans-Italic.ttf"),
    include_bytes!("../assets/fonts/LiberationSans-BoldItalic.ttf"),
];
