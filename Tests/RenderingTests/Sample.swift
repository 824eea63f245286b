import Drawing
import Rendering

/// A two-page document with one of each kind of item.
func sampleDocument(_ typesetter: Typesetter) -> DisplayList {
  var list = DisplayList()
  let page = Size(400, 300)
  func text(
    _ words: String,
    _ x: Double,
    _ y: Double,
    _ style: TextStyle,
    color: Color = Color(0x222222),
    halo: Double = 0
  ) -> DisplayItem {
    let width = typesetter.extent(of: words, style: style).width
    return .text(
      TextRun(words, at: Point(x, y), style: style, color: color, width: width, halo: halo)
    )
  }
  let body = TextStyle(size: 9.5)
  let head = TextStyle(size: 20, weight: .semibold, tracking: -0.014)
  let label = TextStyle(size: 8, weight: .medium, hasTabularFigures: true)
  list.append(.page(size: page, label: "i"))
  list.append(.beginTag(.section))
  list.append(.destination("start", Point(40, 30)))
  list.append(.outline(title: "Minería y el T-MEC", level: 1, destination: "start"))
  list.tagged(.heading(level: 1)) { $0.append(text("Minería y el T-MEC", 40, 50, head)) }
  list.tagged(.paragraph) { list in
    list.append(text("La producción cayó −2.5% en 2024, a 1,234 kt; ", 40, 75, body))
    list.tagged(.link(contents: "To the second page")) { list in
      list.append(text("véase la página 2", 250, 75, body, color: Color(0x0B3C6F)))
      list.append(.link(Box(x: 250, y: 66, width: 80, height: 12), .destination("second")))
    }
  }
  list.tagged(.figure(alternative: "A line that rises from 10 to 20.")) { list in
    list.artifact { list in
      list.append(
        .stroke(
          .line(from: Point(40, 160), to: Point(360, 160)),
          Stroke(Color(0xD9D9D9), width: 0.4)
        )
      )
    }
    list.append(.beginClip(Box(x: 40, y: 90, width: 320, height: 120)))
    list.append(
      .stroke(
        .polyline([Point(40, 200), Point(200, 120), Point(420, 100)]),
        Stroke(Color(0x0B3C6F), width: 1.6, dash: [5, 2], cap: .round)
      )
    )
    list.append(.endClip)
    list.append(
      .fill(
        .rectangle(Box(x: 60, y: 170, width: 40, height: 40)),
        .hatch(Color(0xC45503), width: 0.6, pitch: 2.4)
      )
    )
    list.append(.fill(.circle(center: Point(200, 120), radius: 4), .color(Color(0xC45503))))
    list.append(text("Oro 38.2 ≤ ³ Ω", 190, 140, label, color: Color(0x0B3C6F), halo: 2))
  }
  list.artifact { $0.append(text("Edition of November 2026", 40, 280, TextStyle(size: 7.5))) }
  list.append(.page(size: page, label: "1"))
  list.append(.destination("second", Point(40, 30)))
  list.append(.outline(title: "Tables", level: 2, destination: "second"))
  list.tagged(.list) { list in
    list.tagged(.listItem) { list in
      list.tagged(.listLabel) { $0.append(text("•", 40, 40, body)) }
      list.tagged(.listBody) { $0.append(text("An item (with parentheses)", 50, 40, body)) }
    }
  }
  list.tagged(.table) { list in
    list.tagged(.tableRow) { list in
      list.tagged(.tableHeader(scope: .column)) { $0.append(text("Year", 40, 70, label)) }
      list.tagged(.tableHeader(scope: .column)) { $0.append(text("Silver", 100, 70, label)) }
    }
    list.tagged(.tableRow) { list in
      list.tagged(.tableHeader(scope: .row)) { $0.append(text("2024", 40, 84, label)) }
      list.tagged(.tableCell) { $0.append(text("1,111.10", 100, 84, label)) }
    }
  }
  list.tagged(.note(id: "note-1")) { $0.append(text("1. A note.", 40, 110, TextStyle(size: 7))) }
  list.tagged(.paragraph) { list in
    list.tagged(.link(contents: "The publisher's page")) { list in
      list.append(text("example.org", 40, 130, body))
      list.append(
        .link(Box(x: 40, y: 121, width: 60, height: 12), .address("https://example.org/a%20b"))
      )
    }
  }
  list.append(.endTag)
  return list
}

let sampleMetadata = DocumentMetadata(
  title: "Minería <y> \"T-MEC\" & más",
  author: "An author",
  subject: "A subject",
  keywords: ["mining", "USMCA"],
  language: "es-MX",
  date: DocumentMetadata.Day(year: 2026, month: 11, day: 24),
  creator: "veta 0.1"
)
