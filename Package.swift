// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A module of Sources/ with what it may import; Tests/ArchitectureTests holds the list against the
/// imports in the files.
func module(_ name: String, _ dependencies: String...) -> Target {
  .target(
    name: name,
    dependencies: dependencies.map { .byName(name: $0) },
    path: "Sources/\(name)",
    swiftSettings: settings
  )
}

func tests(_ name: String, _ dependencies: String...) -> Target {
  .testTarget(
    name: name,
    dependencies: (dependencies + ["TestSupport"]).map { .byName(name: $0) },
    path: "Tests/\(name)",
    exclude: ["Fixtures"],
    swiftSettings: settings
  )
}

/// A C library of the distribution: a module map and nothing else.
func library(_ name: String, pkgConfig: String? = nil) -> Target {
  .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig)
}

let package = Package(
  name: "Veta",
  products: [
    .executable(name: "veta", targets: ["veta"]),
    .executable(name: "tabular-benchmark", targets: ["tabular-benchmark"]),
    .executable(name: "formulas-benchmark", targets: ["formulas-benchmark"]),
    .executable(name: "fuzz", targets: ["fuzz"]),
  ],
  targets: [
    library("CPangoCairo", pkgConfig: "pangocairo"),
    library("CPNG", pkgConfig: "libpng"),
    library("CMarkdown", pkgConfig: "libcmark-gfm"),
    library("CYAML", pkgConfig: "yaml-0.1"),
    library("CQPDF", pkgConfig: "libqpdf"),
    library("CCrypto", pkgConfig: "libcrypto"),
    library("CZlib", pkgConfig: "zlib"),
    library("CMalloc"),

    module("Diagnostics"),
    module("Settings", "Diagnostics", "CYAML"),
    module("Tabular", "Diagnostics", "CZlib"),
    module("Indicators", "Diagnostics", "CMalloc"),
    module("Ingestion", "Tabular", "Indicators", "Settings", "Diagnostics"),
    module("Wording", "Indicators", "Diagnostics"),
    module("Formulas", "Indicators", "Settings", "Diagnostics"),
    module("Scenarios", "Formulas", "Indicators", "Settings", "Diagnostics"),
    module("Checks", "Formulas", "Wording", "Settings", "Indicators", "Diagnostics"),
    module("Drawing"),
    module("Charts", "Drawing", "Wording", "Settings", "Indicators", "Diagnostics"),
    module(
      "Documents",
      "Charts",
      "Scenarios",
      "Formulas",
      "Drawing",
      "Wording",
      "Settings",
      "Indicators",
      "Diagnostics",
      "CMarkdown"
    ),
    module("Cairo", "CPangoCairo"),
    module("Rendering", "Drawing", "Cairo", "CPNG", "CQPDF"),
    module(
      "Editions",
      "Rendering",
      "Documents",
      "Charts",
      "Checks",
      "Scenarios",
      "Formulas",
      "Ingestion",
      "Tabular",
      "Drawing",
      "Wording",
      "Settings",
      "Indicators",
      "Diagnostics",
      "CCrypto"
    ),
    .executableTarget(
      name: "veta",
      dependencies: ["Editions", "Formulas", "Indicators", "Diagnostics"],
      path: "Sources/veta",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "tabular-benchmark",
      dependencies: ["Tabular"],
      path: "Sources/tabular-benchmark",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "formulas-benchmark",
      dependencies: ["Formulas", "Indicators", "Diagnostics"],
      path: "Tests/Benchmarks/Formulas",
      swiftSettings: settings
    ),
    .executableTarget(
      name: "fuzz",
      dependencies: ["Ingestion", "Tabular", "TestSupport", "Indicators", "Diagnostics"],
      path: "Tests/Fuzz",
      swiftSettings: settings
    ),

    .target(
      name: "TestSupport",
      dependencies: ["Tabular", "Diagnostics", "Drawing"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    tests("DiagnosticsTests", "Diagnostics"),
    tests("SettingsTests", "Settings", "Diagnostics"),
    tests("TabularTests", "Tabular", "Diagnostics"),
    tests("IndicatorsTests", "Indicators", "Diagnostics"),
    tests("IngestionTests", "Ingestion", "Indicators", "Diagnostics"),
    tests("WordingTests", "Wording", "Indicators"),
    tests("FormulasTests", "Formulas", "Indicators", "Settings", "Diagnostics"),
    tests("ScenariosTests", "Scenarios", "Formulas", "Indicators", "Settings", "Diagnostics"),
    tests("ChecksTests", "Checks", "Formulas", "Settings", "Indicators", "Diagnostics"),
    tests("DrawingTests", "Drawing"),
    tests("ChartsTests", "Charts", "Drawing", "Wording", "Settings", "Indicators", "Diagnostics"),
    tests(
      "DocumentsTests",
      "Documents",
      "Charts",
      "Formulas",
      "Drawing",
      "Wording",
      "Settings",
      "Indicators",
      "Diagnostics"
    ),
    tests("RenderingTests", "Rendering", "Cairo", "Drawing"),
    tests(
      "EditionsTests",
      "Editions",
      "Checks",
      "Rendering",
      "Drawing",
      "Indicators",
      "Diagnostics"
    ),
    tests("ArchitectureTests"),
    tests("EndToEndTests"),
  ]
)
