/// The name of the glyph that a code of WinAnsiEncoding stands for (ISO 32000-1, annex D.2); nothing for a
/// code without one.
func glyphName(ofWinAnsi code: Int) -> String? {
  switch code {
  case 0x41...0x5A, 0x61...0x7A: UnicodeScalar(code).map { String(Character($0)) }
  case 0x20...0x7E: named(code - 0x20, in: basic)
  case 0x80...0xFF: named(code - 0x80, in: extended)
  default: nil
  }
}

private func named(_ index: Int, in names: [Substring]) -> String? {
  names[index] == "-" ? nil : String(names[index])
}

/// 0x20 to 0x7E; letters are their own names.
private let basic = """
  space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk \
  plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less \
  equal greater question at - - - - - - - - - - - - - - - - - - - - - - - - - - bracketleft backslash \
  bracketright asciicircum underscore grave - - - - - - - - - - - - - - - - - - - - - - - - - - \
  braceleft bar braceright asciitilde
  """
  .split(separator: " ")

/// 0x80 to 0xFF.
private let extended = """
  Euro - quotesinglbase florin quotedblbase ellipsis dagger daggerdbl circumflex perthousand Scaron \
  guilsinglleft OE - Zcaron - - quoteleft quoteright quotedblleft quotedblright bullet endash emdash tilde \
  trademark scaron guilsinglright oe - zcaron Ydieresis space exclamdown cent sterling currency yen \
  brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot hyphen registered macron \
  degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla onesuperior \
  ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex \
  Atilde Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex \
  Idieresis Eth Ntilde Ograve Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute \
  Ucircumflex Udieresis Yacute Thorn germandbls agrave aacute acircumflex atilde adieresis aring ae \
  ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex idieresis eth ntilde ograve \
  oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute thorn \
  ydieresis
  """
  .split(separator: " ")
