import Diagnostics
@testable import Tabular
import TestSupport
import Testing

private func read(
  _ bytes: [UInt8],
  _ declared: TextEncoding? = nil
) -> (text: String?, list: DiagnosticList) {
  var list = DiagnosticList()
  let file = readText(SourceFile(path: "x.csv", bytes: bytes), declared: declared, into: &list)
  return (file.map { String(decoding: $0.bytes, as: UTF8.self) }, list)
}

private func utf16(_ text: String, isLittle: Bool, mark: Bool) -> [UInt8] {
  ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
    let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
    return isLittle ? [low, high] : [high, low]
  }
}

/// What comes out when UTF-8 is read as another encoding and saved as UTF-8.
private func mistaken(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
  // Undefined in Windows-1252, which programs read as control characters.
  let holes: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
  return try text.utf8.flatMap { byte in
    if holes.contains(byte) { return [0xC2, byte] }
    let word = try #require(read([0x61, byte, 0x80], encoding).text ?? read([byte], encoding).text)
    return Array((word.hasPrefix("a") ? String(word.dropFirst().dropLast()) : word).utf8)
  }
}

@Suite struct ReadTextTests {
  @Test(
    arguments: [
      ("windows-1252", [0xF1, 0x80, 0x93], "ñ€“"),
      ("CP1252", [0xE9], "é"), ("latin1", [0xE9, 0xA4], "é¤"),
      ("ISO-8859-15", [0xE9, 0xA4], "é€"), ("cp850", [0xA4], "ñ"), ("utf8", [0xC3, 0xB1], "ñ"),
      ("windows-1250", [0xB9], "ą"),
    ] as [(String, [UInt8], String)]
  )
  func `a declared encoding is read`(name: String, bytes: [UInt8], expected: String) throws {
    let found = read(bytes, TextEncoding(named: name))
    #expect(found.text == expected)
    #expect(found.list.all.isEmpty)
  }

  @Test(arguments: ["latin-99", "", "utf-8//IGNORE", "../x"])
  func `an unknown encoding has no value`(name: String) {
    #expect(TextEncoding(named: name) == nil)
  }

  @Test func `utf16 is read by its mark or its declaration`() {
    let text = "país,año\nMÉX,2024 😀\n"
    for isLittle in [true, false] {
      let declared: TextEncoding = isLittle ? .utf16LittleEndian : .utf16BigEndian
      #expect(read(utf16(text, isLittle: isLittle, mark: true)).text == text)
      #expect(read(utf16(text, isLittle: isLittle, mark: true), .utf16).text == text)
      #expect(read(utf16(text, isLittle: isLittle, mark: false), declared).text == text)
      let bare = read(utf16(text, isLittle: isLittle, mark: false))
      #expect(bare.text == nil)
      #expect(bare.list.all.map(\.id) == ["tabular.byte-order"])
      #expect(bare.list.all.first?.help?.contains(declared.name) == true)
    }
  }

  @Test(
    arguments: [
      (Array("a,b\nñ".utf8), "windows-1252", 4),
      (Array("a,b\nñ".utf8), "utf-16le", 0),
      ([0x61, 0x93, 0x62], "iso-8859-1", 1),
      ([0x61, 0x2C, 0x81], "windows-1252", 2),
      ([0xEF, 0xBB, 0xBF, 0x61], "utf-16", 0),
      ([0xFF, 0xFE, 0x61, 0x00], "utf-8", 0),
      ([0x61, 0x00, 0x62, 0x00, 0x63, 0x00], "utf-16be", 0),
      ([0x61, 0x00, 0x62, 0x00, 0x63], "utf-16le", 4),
      ([0x61, 0x00, 0x62, 0x00, 0x63, 0x00], "windows-1252", 0),
    ] as [([UInt8], String, Int)]
  )
  func `a declared encoding that does not fit is told with the first byte that shows it`(
    bytes: [UInt8],
    name: String,
    byte: Int
  ) throws {
    let found = read(bytes, TextEncoding(named: name))
    #expect(found.text == nil)
    let problem = try #require(found.list.all.first)
    #expect(problem.id == "tabular.declared-encoding")
    #expect(problem.message.contains("byte \(byte) "))
  }

  /// The byte of each character of an alphabet of single bytes.
  private func codes(_ encoding: TextEncoding) -> [Character: UInt8] {
    var codes: [Character: UInt8] = [:]
    for code in UInt8.min...UInt8.max {
      let reading = encoding.reading(of: [code])
      if reading.stop == nil, let character = String(decoding: reading.text, as: UTF8.self).first {
        codes[character] = code
      }
    }
    return codes
  }

  /// A text in an alphabet; nothing if it has a character that the alphabet lacks.
  private func bytes(_ text: String, _ codes: [Character: UInt8]) -> [UInt8]? {
    let bytes = text.map { codes[$0] }
    return bytes.contains(nil) ? nil : bytes.compactMap(\.self)
  }

  private static let spanish = """
    México Michoacán Querétaro Nuevo León Yucatán San Luis Potosí producción minería año niño señal \
    crédito económico país energía público índice último número único Ñuñoa cigüeña pingüino área \
    exportación importación metalúrgica química petróleo PRODUCCIÓN MÉXICO MINERÍA AÑO JOSÉ
    """

  @Test(arguments: [
    "México", "producción", "año", "crédito", "público", "país", "Perú y México", "MÉXICO", "AÑO",
    "français", "exportação em toneladas métricas", "Köln und München", "señal", "Bogotá, Medellín",
    "PERÚ AÑO", "cigüeña", spanish,
  ])
  func `text of DOS that is declared otherwise is told, with how the word reads`(
    text: String
  ) throws {
    let dos = try #require(TextEncoding(named: "cp850"))
    let table = try #require(bytes("a,b\n\(text),1\n", codes(dos)))
    for declared in [TextEncoding.windows1252, .latin1, .latin9] {
      let found = read(table, declared)
      #expect(found.text == nil, "\(declared)")
      let problem = try #require(found.list.all.first)
      #expect(problem.id == "tabular.declared-encoding")
      #expect(problem.help?.contains("'encoding: cp850'") == true, "\(declared)")
      let word = try #require(problem.notes.first?.text.split(separator: "'").last)
      #expect(text.contains(word))
      let start = try #require(problem.span?.range.lowerBound)
      #expect(problem.span?.file.position(of: start).line == 2)
    }
    #expect(read(table, dos).text == "a,b\n\(text),1\n")
  }

  @Test func `words of four languages in their own alphabet give no alarm`() throws {
    let words =
      (Self.spanish + """
         exportação importação São Paulo não produção avô avó ações região indústria câmbio três \
        você português alumínio minério à às comunicação AÇÃO NÃO REGIÃO Goiás Pará Amapá Ceará \
        l’énergie déjà château forêt où œuvre façon reçu naïf Noël août être été après français \
        Côte-d’Or ÉNERGIE À Çà mât hôtel île sûr Saint-Étienne Orléans cœur bœuf aiguë maïs \
        Straße Größe für über Köln Ärger Öl Übermaß Fuß München Düsseldorf ÄÖÜ Häuser schön müßig \
        „Maß“ ‚so‘ “cita” «mot» 20€ €uro 5¢ GB£m US¢/lb £m ¥en §4 a§b col·lecció 25°C total\u{A0}general \
        fin…début voilà… x×y a–b 1.º 2.ª ¿Qué? ¡Sí! ®Marca Marca® 12‰ note† note‡ µg ±5 ½ ¼t m² CO²e
        """).split(separator: " ").map(String.init)
    for declared in [TextEncoding.windows1252, .latin1, .latin9] {
      let codes = codes(declared)
      let known = words.filter { word in
        // Without control characters, which the others have in place of quotes and the like.
        bytes(word, codes)?.allSatisfy {
          declared == .windows1252 || !(0x80...0x9F).contains($0)
        } ?? false
      }
      #expect(known.count > 100)
      for word in known where !word.utf8.allSatisfy({ $0 < 0x80 }) {
        let table = try #require(bytes("a,b\n\(word),1\n", codes))
        #expect(read(table, declared).list.all.map(\.message) == [], "\(word) in \(declared)")
      }
      for seed in 0..<150 {
        var random = SplitMix64(seed: UInt64(seed))
        let text = (0..<random.integer(in: 1...30)).map { _ in random.element(of: known) }
        let line = text.joined(separator: random.element(of: [" ", ",", ";", "/"]))
        let table = try #require(bytes("a,b\n\(line),1\n", codes))
        #expect(read(table, declared).list.all.map(\.message) == [], "seed \(seed) in \(declared)")
      }
    }
  }

  @Test func `text of an undeclared encoding shows how the word would read`() throws {
    let found = read(Array("a,b\nPROD,producci".utf8) + [0xF3] + Array("n,1\n".utf8))
    let problem = try #require(found.list.all.first)
    #expect(problem.id == "tabular.encoding")
    #expect(problem.span?.range == 17..<18)
    let notes = problem.notes.map(\.text)
    #expect(notes.contains("in windows-1252 this reads 'producción'"))
    #expect(notes.contains("in macintosh this reads 'producciÛn'"))
    #expect(problem.help?.contains("windows-1252") == true)
  }

  @Test(arguments: [
    ("PK\u{03}\u{04}[Content_Types].xml", "workbook"), ("PK\u{03}\u{04}data.csv", "zip"),
    ("%PDF-1.7\n", "PDF"), ("\n <!DOCTYPE html>\n<html>", "page"), ("<HTML><body>", "page"),
    ("<?xml version=\"1.0\"?><data/>", "XML"), (" {\"a\": 1}", "JSON"),
    ("[\n  {\"a\": 1}]", "JSON"),
    ("PAR1xx", "Parquet"), ("SQLite format 3\u{0}", "SQLite"), ("{\\rtf1", "rich"),
    ("BZh91AY", "bzip2"),
  ])
  func `a file that is no delimited text is told what it is`(text: String, kind: String) throws {
    let found = read(Array(text.utf8))
    let problem = try #require(found.list.all.first)
    #expect(problem.id == "tabular.kind")
    #expect(problem.message.contains(kind))
    #expect(problem.help != nil)
  }

  @Test(arguments: ["[a],b\n", "{a},b\n", "PKB,x\n", "<5,x\n", "%,x\n", "", "\n", "a\u{85}b\n"])
  func `a text that begins strangely is a text`(text: String) {
    #expect(read(Array(text.utf8)).text == text)
  }

  @Test func `a zero byte in a text is an error with its place`() {
    let found = read(Array("a,b\n1,\0\n".utf8))
    #expect(found.list.all.map(\.id) == ["tabular.zero-byte"])
    #expect(found.list.all.first?.span?.range == 6..<7)
  }

  @Test func `forty texts that were decoded wrongly are all found`() throws {
    let words = [
      "producción", "año", "México", "café", "niño", "exportação", "São Paulo", "français", "Köln",
      "Straße", "für", "über", "œuvre", "naïve", "garçon", "à la carte", "Ñuñoa", "JOSÉ", "PERÚ",
      "PRODUCCIÓN", "El Niño’s", "“cita”", "10 €", "2010–2020", "25 °C", "nº 4", "1ª", "¿qué?",
      "m²", "« oui »", "déjà", "ÉNERGIE", "Ölpreis", "Übergang", "Åland", "crédito", "ação", "Łódź",
      "naïveté", "señal…",
    ]
    #expect(words.count == 40)
    for word in words {
      for encoding in [TextEncoding.windows1252, .windows1252] {
        let once = try mistaken(word, encoding)
        let found = read(Array("a,b\n1,".utf8) + once + Array("\n".utf8))
        #expect(found.list.all.map(\.id) == ["tabular.mojibake"], "\(word)")
        let twice = try mistaken(String(decoding: once, as: UTF8.self), encoding)
        #expect(read(twice).list.all.map(\.id) == ["tabular.mojibake"], "\(word) twice")
      }
      // As control characters, which is how ISO 8859-1 reads those bytes.
      let controls = word.utf8.flatMap { byte in
        byte < 0x80 ? [byte] : [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
      }
      #expect(read(controls).list.all.map(\.id) == ["tabular.mojibake"], "\(word) in latin-1")
    }
    for lost in ["serÃ a", "Espa\u{FFFD}a", "producci√≥n", "â€ quote", "ni├▒o", "voilÃ "] {
      #expect(read(Array(lost.utf8)).list.all.map(\.id) == ["tabular.mojibake"], "\(lost)")
    }
  }

  @Test(arguments: [
    "Producción de plata en México: “año” 2024 – 12 % más…",
    "A NAÇÃO, A MANHÃ”, «IRMû, AMANHÃ… E ORGANIZAÇÃO — NÃO É ÂMBITO, Â",
    "L’Île-de-France, château, forêt, où «À côté» œuvre, ÇA VA, naïf, Noël, ÊTRE, août 2024",
    "Straße, Größe, Fuß“, „Spaß“, Ärger, ÄÖÜ, Äpfel – Öl, Übermaß’, „Maß”, GROẞ",
    "Ñandú, ÑUÑOA, España’s, 1.º, 2.ª, ¿Qué? ¡Sí!, 20 €, 25 °C, m², ± 5, × 3, ½, µg, §4, «Ñ»",
    "Åland, Ålesund, Malmö, Łódź, Kraków, Česko, Türkiye, İzmir, Αθήνα, Москва, 東京",
    "1 234,5 — 2’345 · • † ™ © ® √2 x² ≥ 3 → ∞", "NÃO”, “IRMÔ D’ÁGUA’ É", "É» Ü» Î» Ï… Ð–",
  ])
  func `true text gives no alarm`(text: String) {
    let found = read(Array(text.utf8))
    #expect(found.text == text)
    #expect(found.list.all.map(\.message) == [])
  }
}
