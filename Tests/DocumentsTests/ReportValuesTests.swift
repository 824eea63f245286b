import Diagnostics
import Drawing
import Formulas
import Indicators
import TestSupport
import Testing
import Wording

@testable import Documents

/// A report on a small catalogue, composed through formulas and charts as a real one is.
@Suite struct ReportValuesTests {
  private static let file = SourceFile(path: "data.csv", text: "416663\n8.70\n>75\n")

  private static func indicator(
    _ name: String,
    _ cube: Cube,
    title: String? = nil,
    decimals: Int? = nil
  ) -> Indicator {
    Indicator(
      name: name,
      title: title.map { LocalizedText($0) },
      cube: cube,
      frequency: .annual,
      decimals: decimals,
      resource: "data",
      span: SourceSpan(file, 0..<1)
    )
  }

  private static let catalogue: Catalogue = {
    let years = (2021...2024).map { Period.year($0) }
    let origins = OriginTable([
      Origin(span: SourceSpan(file, 0..<6), source: "office", decimals: 0),
      Origin(span: SourceSpan(file, 7..<11), source: "office", decimals: 2),
      Origin(span: SourceSpan(file, 12..<15), source: "office", bound: ">"),
    ])
    let jobs = Cube(
      axes: [],
      time: .series(years),
      unit: Unit(atoms: ["person": 1]),
      kind: .stock,
      values: [406_179, 0, 416_875, 416_663],
      statuses: [.actual, .notAvailable, .provisional, .actual],
      origins: [0, Origin.none, 0, 0],
      table: origins,
      sources: ["office"]
    )
    let share = Cube(
      axes: [],
      time: .series(years),
      unit: Unit(meaning: .percent, of: "GDP"),
      values: [8.5, 9.09, 8.63, 8.7],
      statuses: [.actual, .actual, .actual, .actual],
      origins: [1, 1, 1, 1],
      table: origins,
      sources: ["office"]
    )
    let reliance = Cube(
      axes: [Axis("geo", [Member("AAA"), Member("BBB")])],
      time: .series([.year(2024)]),
      unit: Unit(meaning: .percent),
      values: [75, 20],
      statuses: [.estimated, .actual],
      origins: [2, 1],
      table: origins,
      sources: ["office"]
    )
    return Catalogue(
      indicators: [
        "jobs": indicator("jobs", jobs, title: "Direct jobs"),
        "share": indicator("share", share, decimals: 2),
        "reliance": indicator("reliance", reliance),
      ],
      labels: Labels([
        "geo": ["AAA": .init(name: LocalizedText("Aland"), short: nil, order: 1, group: nil)]
      ]),
      sources: [
        "office": SourceReference(id: "office", title: "The Office", address: nil, date: nil)
      ]
    )
  }()

  /// The same with a published value that is corrected, and one that is not known yet.
  private static let corrected = Catalogue(
    indicators: catalogue.indicators,
    labels: catalogue.labels,
    sources: catalogue.sources,
    corrections: [
      Correction(
        indicator: "reliance",
        selection: "reliance[geo:AAA] @ 2024",
        action: .set(75),
        reason: LocalizedText(["en": "a slip", "es": "una errata"]),
        by: "Ana",
        date: CalendarDate(year: 2026, month: 11, day: 20),
        span: SourceSpan(file, 0..<6),
        changes: [
          Correction.Change(
            members: ["geo": "AAA"],
            period: .year(2024),
            published: "7500.5",
            unit: try? Unit.parse("kt"),
            span: SourceSpan(file, 0..<6)
          )
        ]
      ),
      Correction(
        indicator: "jobs",
        selection: "jobs @ 2027",
        action: .breakBefore,
        reason: LocalizedText("another survey"),
        by: "Eva",
        date: CalendarDate(year: 2026, month: 11, day: 21),
        span: SourceSpan(file, 7..<11)
      ),
    ]
  )

  private func compose(
    _ body: String,
    front: String = "title: T",
    on catalogue: Catalogue = Self.catalogue
  ) -> (composition: Composition?, marked: MarkedText, list: DiagnosticList) {
    let marked = MarkedText("---\n\(front)\n---\n\(body)", path: "report.md")
    var diagnostics = DiagnosticList()
    let report = readReport(marked.file, into: &diagnostics)
    let context = CompositionContext(
      evaluator: Evaluator(
        catalogue: catalogue,
        ratios: [],
        parameters: report.parameters,
        language: report.language
      ),
      catalogue: catalogue,
      results: nil,
      edition: EditionDescription(
        id: "2026-11",
        date: CalendarDate(year: 2026, month: 11, day: 24),
        previous: "2026-10"
      ),
      measurer: MonospacedMeasurer(advance: 0.5)
    )
    let composition = Documents.compose(report, with: context, into: &diagnostics)
    return (composition, marked, diagnostics)
  }

  private func texts(_ composition: Composition?) -> [String] {
    (composition?.list.items ?? []).compactMap { item in
      if case .text(let run) = item { run.text } else { nil }
    }
  }

  @Test(arguments: [
    ("{{ jobs @ 2024 | 0,0 }}", "416,663"),
    ("{{ jobs @ 2024 | 0,0 }} people", "416,663 people"),
    ("{{ share @ 2024 }}", "8.70%"),
    ("{{ share @ 2024 | 0.0 }}", "8.7"),
    ("{{ share @ 2024 - share @ 2023 | +0.00 pp }}", "+0.07\u{A0}pp"),
    ("{{ jobs @ 2024 / jobs @ 2021 - 1 | 0.0% }}", "2.6%"),
    ("{{ reliance[geo:AAA] @ 2024 | 0% }}", ">75%"),
    ("{{ direction(jobs @ 2024 - jobs @ 2023, \"more\", \"fewer\", \"as many\") }}", "fewer"),
    ("{{ edition.date | month }}", "November 2026"),
    ("{{ edition.date }}", "24\u{A0}Nov\u{A0}2026"),
    ("{{ edition.id }}", "2026-11"),
    ("{{ edition.previous }}", "2026-10"),
    ("{{ title }}", "T"),
    ("{{ period(jobs @ 2024) | year }}", "2024"),
    ("{{ default(jobs @ 2022, 0 'person') | 0 }}", "0"),
  ])
  func `an inline expression prints its value`(text: String, expected: String) {
    let (composition, _, diagnostics) = compose("# H\n\n" + text)
    #expect(diagnostics.all.map(\.formatted) == [])
    #expect(texts(composition).contains(expected))
  }

  private static let correctionTexts = [
    (
      "title: T",
      [
        "Reliance, Aland, 2024", "7,500.5\u{A0}kt", "set to 75.0", "a slip",
        "Ana, 20\u{A0}Nov\u{A0}2026",
        "jobs @ 2027", "break before it", "another survey", "Eva, 21\u{A0}Nov\u{A0}2026",
      ]
    ),
    ("title: T\nlanguage: es", ["cambiado a 75.0", "una errata", "ruptura antes de él"]),
  ]

  @Test(arguments: correctionTexts)
  func `the annex prints every correction with its reason`(front: String, expected: [String]) {
    let block = "# H\n\n```corrections\n{id: c, title: Corrected}\n```"
    let (composition, _, diagnostics) = compose(block, front: front, on: Self.corrected)
    #expect(diagnostics.all.map(\.formatted) == [])
    let words = texts(composition)
    for text in expected { #expect(words.contains(text), "\(text) in \(words)") }
  }

  @Test func `a report that doesn't print its corrections is warned of`() {
    let (_, _, silent) = compose("# H", on: Self.corrected)
    #expect(silent.all.map(\.id) == ["documents.corrections"])
    #expect(silent.all.map(\.severity) == [.warning])
    #expect(silent.all.first?.span == SourceSpan(Self.file, 0..<6))
    let inColumns = "````columns\n```corrections\n{id: c, title: C}\n```\n---\nb\n````"
    #expect(
      !compose(inColumns, on: Self.corrected).list.all.map(\.id).contains("documents.corrections")
    )
  }

  private static let mistakes: [(String, [String])] = [
    ("{{ ①jbos @ 2024 }}", ["① formulas.unknown-name"]),
    ("{{ ①jobs @ 2022 }}", ["① documents.missing-value"]),
    ("{{ ①jobs }}", ["① documents.one-value"]),
    ("{{ jobs @ 2024 | ①lots }}", ["① documents.format"]),
    ("{{ jobs @ 2024 | ①0.0% }}", ["① documents.wording"]),
    ("{{ edition.id | ①0.0 }}", ["① documents.format-of-text"]),
    ("①{{ | 0.0 }}", ["① documents.empty-expression"]),
    ("```metrics\n- {label: L, value: V, share: ①share @ 2024 * 20}\n```", ["① documents.share"]),
    ("```metrics\n- {label: L, value: V, spark: ①title}\n```", ["① documents.not-numbers"]),
    ("```①assumptions\n{title: A}\n```", ["① documents.no-model"]),
    ("```①corrections\n{title: A}\n```", ["① documents.no-corrections"]),
    (
      "```table\n{title: T, head: [a], cells: [[b]], claim: ①share @ 2024 > 9%}\n```",
      ["① documents.claim"]
    ),
    (
      "```table\n{title: T, head: [a], cells: [[b]], claim: ①share @ 2024}\n```",
      ["① documents.claim-kind"]
    ),
    (
      "```table\n{title: T, head: [a], cells: [[b]], claim: [share > 8%, ①share > 8.6%]}\n```",
      ["① documents.claim"]
    ),
    (
      "```chart\n{id: c, title: C, data: {events: ①evnets}, mark: {type: timeline, from: 2020, to: 2026}}\n```",
      ["① documents.events"]
    ),
  ]

  @Test(arguments: mistakes)
  func `what can't be printed is an error at its place`(text: String, expected: [String]) {
    let (_, marked, diagnostics) = compose(text)
    #expect(marked.problems(diagnostics) == expected)
  }

  @Test func `a false claim shows both sides`() throws {
    let (_, _, diagnostics) = compose(
      "```table\n{title: Rose, head: [a], cells: [[b]], claim: share @ 2024 > share @ 2022}\n```"
    )
    let claim = try #require(diagnostics.all.first)
    #expect(claim.label == "8.7% (2024) > 9.09% (2022)")
    #expect(claim.notes.first?.text == "it stands behind 'Rose'")
  }

  @Test(arguments: [
    // Three significant digits are the same on both sides.
    ("60301 < 60300", "60,301 < 60,300"), ("1.00004 > 1.00005", "1.00004 > 1.00005"),
    ("2 > 2", "2 > 2: the two are equal"),
    ("jobs @ 2023 < jobs @ 2021", "417,000 (2023) < 406,000 (2021)"),
    ("reliance[BBB] @ 2024 > reliance[geo:AAA] @ 2024", "20% (BBB, 2024) > 75% (geo:AAA, 2024)"),
    ("jobs @ 2021 > 407 'thousand person'", "406,000 (2021) > 407,000"),
    ("jobs @ 2021 - jobs @ 2023 > 0 'person'", "−10,700 > 0"),
  ])
  func `the sides of a false claim are told apart, and what was chosen of each`(
    claim: String,
    shown: String
  ) {
    let (_, _, diagnostics) = compose(
      "```table\ntitle: T\nhead: [a]\ncells: [[b]]\nclaim: \(claim)\n```"
    )
    #expect(diagnostics.all.map(\.label) == [shown])
  }

  @Test(arguments: [
    ("en", ["② documents.event-text"]), ("es", ["① documents.event-text"]),
  ])
  func `an event without a text in the report's language is an error at its place`(
    language: String,
    expected: [String]
  ) throws {
    let table = MarkedText("①2024,Start,\n②2025,,Fin\n2026,,\n", path: "events.csv")
    func event(_ mark: Character, _ year: Int, _ text: [String: String]) throws -> Event {
      let start = try #require(table.offset(of: mark))
      return Event(
        date: .year(year),
        until: nil,
        lane: "a",
        row: "",
        style: "",
        text: LocalizedText(text),
        source: nil,
        span: SourceSpan(table.file, start..<start + 4)
      )
    }
    // The last has no words in any language: that is how it is meant.
    let events = [
      try event("①", 2024, ["en": "Start"]), try event("②", 2025, ["es": "Fin"]),
      try event("①", 2026, [:]),
    ]
    let catalogue = Catalogue(
      indicators: [:],
      events: ["events": EventTable(name: "events", events: events)]
    )
    let values = ReportValues(
      evaluator: Evaluator(catalogue: catalogue, ratios: []),
      language: try #require(Language(code: language)),
      edition: EditionDescription(
        id: "2026-11",
        date: CalendarDate(year: 2026, month: 11, day: 24)
      ),
      model: ModelDescription()
    )
    var diagnostics = DiagnosticList()
    let place = SourceSpan(table.file, 0..<1)
    _ = values.events("events", at: place, into: &diagnostics)
    #expect(table.problems(diagnostics) == expected)
  }

  @Test func `an unknown language is named`() {
    let (composition, marked, diagnostics) = compose("", front: "title: T\nlanguage: ①xx")
    #expect(composition == nil)
    #expect(marked.problems(diagnostics) == ["① documents.unknown-language"])
  }

  @Test func `a chart stands in its frame with its generated words`() throws {
    let (composition, _, diagnostics) = compose(
      "# H\n\n```chart\n{id: jobs, title: Jobs held, data: jobs}\n```"
    )
    #expect(diagnostics.all.map(\.formatted) == [])
    let figure = try #require(composition?.figures.first)
    #expect(figure.id == "jobs")
    #expect(figure.title == "Jobs held")
    #expect(figure.sources == ["office"])
    #expect(figure.rows.count > 3)
    #expect(!figure.alternative.isEmpty)
    let printed = texts(composition)
    #expect(printed.contains("Figure\u{A0}1"))
    #expect(printed.contains { $0.contains("Source: The Office.") })
    #expect(composition?.list.problems() == [])
  }

  @Test func `a Spanish report has Spanish words`() {
    let (composition, _, diagnostics) = compose(
      "# H\n\n```chart\n{id: jobs, title: Empleo, data: jobs}\n```",
      front: "title: T\nlanguage: es"
    )
    #expect(diagnostics.all.map(\.formatted) == [])
    #expect(composition?.language == "es-MX")
    let printed = texts(composition)
    #expect(printed.contains("Figura\u{A0}1"))
    #expect(printed.contains("Edición noviembre de 2026"))
    #expect(printed.contains { $0.contains("Fuente: The Office.") })
  }

  @Test func `letter paper keeps the measure`() throws {
    let (composition, _, _) = compose("# H\n\nText.", front: "title: T\npaper: Letter")
    let pages = (composition?.list.items ?? []).compactMap { item -> Size? in
      if case .page(let size, _) = item { size } else { nil }
    }
    #expect(pages == [Size(612, 792), Size(612, 792)])
    let left = (composition?.list.items ?? []).compactMap { item -> Double? in
      if case .text(let run) = item { run.origin.x } else { nil }
    }.min()
    #expect(left == 63)
    // The foot keeps its distance from the sheet's lower edge: 32.89 on either paper.
    let foot = (composition?.list.items ?? []).compactMap { item -> Double? in
      if case .text(let run) = item { run.origin.y } else { nil }
    }.max()
    #expect(foot.map { abs($0 - (792 - 32.89)) < 0.01 } == true)
  }
}
