public import Diagnostics
import Formulas
public import Indicators

/// What came of one check.
public struct CheckResult: Sendable {
  public enum Outcome: String, Sendable {
    case passed
    case warned
    case failed
    case waived

    /// It rests on what could not be read.
    case notRun = "not run"
  }

  public let title: LocalizedText

  /// The title in one language.
  public let name: String
  public let outcome: Outcome

  /// Its waiver, if it is in force.
  public let waiver: Waiver?
}

/// What came of all checks of a run.
public struct CheckReport: Sendable {
  public internal(set) var results: [CheckResult] = []

  public init() {}

  public func count(_ outcome: CheckResult.Outcome) -> Int {
    results.count { $0.outcome == outcome }
  }

  /// `12 ran, 9 passed, 1 warned, 1 failed, 1 waived`.
  public var summary: String {
    let ran = results.count - count(.notRun)
    var text =
      "\(ran) ran, \(count(.passed)) passed, \(count(.warned)) warned, "
      + "\(count(.failed)) failed, \(count(.waived)) waived"
    if ran < results.count { text += ", \(results.count - ran) could not run" }
    return text
  }
}

/// Holds the data against the rules of checks.yaml, and against the age that the descriptor allows each
/// series whose frequency it declares, unless a rule says that itself.
///
/// - Parameters:
///   - checks: In the order of the file.
///   - context: The data, and what they are compared with.
///   - diagnostics: Every failure: an error, a warning, or a note where it is waived.
/// - Returns: What came of each check, those of the file first, then the others by the indicator's name.
public func runChecks(
  _ checks: [Check],
  with context: CheckContext,
  into diagnostics: inout DiagnosticList
) -> CheckReport {
  var report = CheckReport()
  if context.published == nil, let check = checks.first(where: \.needsLastEdition) {
    diagnostics.report(.noLastEdition(at: check.span))
  }
  for check in checks { report.results.append(run(check, with: context, into: &diagnostics)) }
  let named = Set(checks.compactMap { ($0.rule as? FreshRule)?.name })
  for name in context.evaluator.catalogue.indicators.keys.sorted() where !named.contains(name) {
    guard let indicator = context.evaluator.catalogue.indicators[name],
      let allowed = indicator.freshness
    else { continue }
    let title = LocalizedText("Fresh: \(name)")
    let open = context.evaluator.open
    guard !open.unknown.contains(name), !open.uncertain.contains(name) else {
      report.results.append(
        CheckResult(title: title, name: "Fresh: \(name)", outcome: .notRun, waiver: nil)
      )
      continue
    }
    let stale = staleness(of: indicator.cube, allowed.age, on: context.date)
    if let stale {
      diagnostics.report(
        .stale(name, stale, allowed.age, isDeclared: true, at: allowed.span)
          .graded(.error, rule: "Fresh: \(name)", isNamed: false)
      )
    }
    report.results.append(
      CheckResult(
        title: title,
        name: "Fresh: \(name)",
        outcome: stale == nil ? .passed : .failed,
        waiver: nil
      )
    )
  }
  return report
}

private func run(
  _ check: Check,
  with context: CheckContext,
  into diagnostics: inout DiagnosticList
) -> CheckResult {
  let inForce = check.waiver.flatMap { $0.isInForce(on: context.date) ? $0 : nil }
  var outcome: CheckResult.Outcome
  if let findings = check.rule.findings(in: context, into: &diagnostics) {
    let severity: Diagnostic.Severity =
      inForce != nil ? .note : check.level == .fail ? .error : .warning
    for finding in findings {
      diagnostics.report(finding.graded(severity, rule: check.name, waiver: inForce))
    }
    outcome = findings.isEmpty ? .passed : inForce != nil ? .waived : .failed
    if outcome == .failed, check.level == .warn { outcome = .warned }
    if findings.isEmpty, let inForce {
      diagnostics.report(.idleWaiver(at: inForce.span).graded(.warning, rule: check.name))
    }
  } else {
    outcome = .notRun
  }
  if let waiver = check.waiver, inForce == nil {
    diagnostics.report(.expiredWaiver(waiver, on: context.date).graded(.error, rule: check.name))
    outcome = .failed
  }
  return CheckResult(title: check.title, name: check.name, outcome: outcome, waiver: inForce)
}

extension Check {
  fileprivate var needsLastEdition: Bool {
    (rule as? JumpRule)?.reference == .lastEdition
  }
}
