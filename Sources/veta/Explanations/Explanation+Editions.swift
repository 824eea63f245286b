extension Explanation {
  /// The command line and the run as a whole.
  static let editions = [
    Explanation(
      "editions.many-cells",
      "A trace is the tree of one number, and the formula has several at its newest period.",
      wrong: "veta trace FOLDER honey",
      right: "veta trace FOLDER 'honey[region:north]'"
    ),
    Explanation(
      "editions.elsewhere",
      "A trace stops only at mistakes that its number rests on; the folder has others, which a build shows.",
      wrong: "veta trace FOLDER honey",
      right: "veta build FOLDER"
    ),
    Explanation(
      "editions.figure",
      "What is to be traced is neither a formula nor the id of a figure or a table of the report.",
      wrong: "veta trace FOLDER by-regoin",
      right: "veta trace FOLDER by-region"
    ),
    Explanation(
      "usage.command",
      "The first word is no command.",
      wrong: "veta biuld my-report",
      right: "veta build my-report"
    ),
    Explanation(
      "usage.option",
      "The command has no such option.",
      wrong: "veta build my-report --langauge en",
      right: "veta build my-report --language en"
    ),
    Explanation(
      "usage.value",
      "The value of an option is missing, or is none that it takes.",
      wrong: "veta build my-report --jobs many",
      right: "veta build my-report --jobs 4"
    ),
    Explanation(
      "usage.operand",
      "A command has too few or too many words that are no options.",
      wrong: "veta build my report",
      right: "veta build \"my report\""
    ),
    Explanation(
      "usage.id",
      "No diagnostic has this id; veta explain lists them.",
      wrong: "veta explain number",
      right: "veta explain ingestion.number"
    ),
    Explanation(
      "usage.epoch",
      "SOURCE_DATE_EPOCH is a number of seconds since 1970-01-01 in UTC.",
      wrong: "SOURCE_DATE_EPOCH=2026-11-24 veta build my-report",
      right: "SOURCE_DATE_EPOCH=1795478400 veta build my-report"
    ),
    Explanation(
      "editions.folder",
      "The folder to build is not there.",
      wrong: "veta build my-reprot",
      right: "veta build my-report"
    ),
    Explanation(
      "editions.report",
      "The folder holds no report: a file report.LANGUAGE.md.",
      wrong: "my-report/text.md",
      right: "my-report/report.en.md"
    ),
    Explanation(
      "editions.language",
      "The folder has no report in the language that --language asks for.",
      wrong: "veta build my-report --language fr",
      right: "veta build my-report --language en"
    ),
    Explanation(
      "editions.name",
      "An edition is named after a period, with a word behind a dot if one period has several.",
      wrong: "edition: November",
      right: "edition: 2026-11"
    ),
    Explanation(
      "editions.day",
      "The day of an edition lies in the period that it is named after.",
      wrong: "edition: 2026-11\ndate: 2026-12-01",
      right: "edition: 2026-11\ndate: 2026-11-24"
    ),
    Explanation(
      "editions.date",
      "A day is written as year, month and day.",
      wrong: "--as-of 24.11.2026",
      right: "--as-of 2026-11-24"
    ),
    Explanation(
      "editions.clock",
      "Neither an option nor the front matter nor SOURCE_DATE_EPOCH dates the edition, so the clock does, and tomorrow's run gives other bytes.",
      wrong: "---\ntitle: Output\n---",
      right: "---\ntitle: Output\nedition: 2026-11\n---"
    ),
    Explanation(
      "editions.layout",
      "The report could be set, but not as well as the house style wants it.",
      wrong: "a page that is filled to a third",
      right: "a text, a figure or a page break moved"
    ),
    Explanation(
      "editions.file",
      "The edition could not be written: the place can't be made (exit 73), or the disk failed or is full (exit 74). The last edition stands.",
      wrong: "veta build my-report -o /read-only",
      right: "veta build my-report -o Reports/my-report"
    ),
    Explanation(
      "editions.locked",
      "Another run was publishing to the same folder all the while (exit 75). It holds the lock no longer than it lives.",
      wrong: "veta build my-report & veta build my-report",
      right: "veta build my-report && veta build my-report"
    ),
    Explanation(
      "editions.input-changed",
      "A large table was replaced or written to while the run read it (exit 75), so that the edition could not say what it was made from.",
      wrong: "download data/trade.csv & veta build my-report",
      right: "download data/trade.csv && veta build my-report"
    ),
    Explanation(
      "editions.drawing",
      "A file could not be drawn, or a PDF did not stand its own check (exit 70). Where the text has a character that the font lacks, write another one; else it is a bug.",
      wrong: "title: Output 📈",
      right: "title: Output grows"
    ),
    Explanation(
      "editions.fonts",
      "The font that reports are set in is not installed, and no other font may take its place (exit 69).",
      wrong: "veta build my-report",
      right: "apt-get install fonts-inter"
    ),
    Explanation(
      "editions.not-empty",
      "veta new makes a new folder and writes into no other.",
      wrong: "veta new my-report   # a second time",
      right: "veta new my-other-report"
    ),
  ]
}
