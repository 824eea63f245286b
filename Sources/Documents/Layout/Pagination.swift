import Drawing

/// Where a page's text area lies and how full it should be.
struct PageArea {
  var top: Double
  var bottom: Double
  var left: Double

  /// Where side notes begin.
  var asideLeft: Double

  var height: Double { bottom - top }
}

/// One page's part of a flow: the bands it holds with their places.
struct PageLayout {
  struct Placed {
    let band: Int
    let y: Double
    let height: Double
  }

  var placed: [Placed] = []

  /// Where each side note stands: the band it belongs to, its position among that band's notes, and its
  /// top.
  var asides: [(band: Int, aside: Int, y: Double)] = []

  /// Where the last ink ends.
  var bottom = 0.0
}

/// Cuts a flow of bands into pages.
///
/// Pages are chosen together, as lines of a paragraph are: no more than necessary, and among those the
/// division that leaves the least unfilled paper once plots have grown as far as they may. A band higher
/// than a page stands alone on one.
func paginate(_ bands: [Band], in area: PageArea) -> [PageLayout] {
  guard !bands.isEmpty else { return [] }
  let breaks = pageBreaks(bands, area)
  var pages: [PageLayout] = []
  var start = 0
  for end in breaks {
    pages.append(layOutPage(bands, start..<end, area))
    start = end
  }
  return pages
}

/// The ends of pages, as positions behind their last bands.
private func pageBreaks(_ bands: [Band], _ area: PageArea) -> [Int] {
  let count = bands.count
  var cost = [Double](repeating: .infinity, count: count + 1)
  var from = [Int](repeating: 0, count: count + 1)
  cost[0] = 0
  for start in 0..<count where cost[start] < .infinity {
    var flow = Flow(area)
    for end in (start + 1)...count {
      let band = bands[end - 1]
      if end - 1 > start, band.startsPage { break }
      flow.add(band, isFirst: end - 1 == start)
      let isTooLong = flow.natural - flow.shrink > area.height + 0.01
      if isTooLong, end - 1 > start { break }
      guard end == count || mayBreak(after: end - 1, bands) else { continue }
      let cut = end < count && bands[end].repeatedHead != nil ? tableCutCost : 0
      let total = cost[start] + pageCost(flow, area, isLast: end == count) + cut
      if total < cost[end] {
        cost[end] = total
        from[end] = start
      }
      if isTooLong { break }
    }
    // Where a rule to keep things together leaves no way on, the page is cut all the same.
    if cost[(start + 1)...].allSatisfy({ $0 == .infinity }) {
      let end = lastFittingEnd(from: start, bands, area)
      cost[end] = cost[start] + 100
      from[end] = start
    }
  }
  var ends: [Int] = []
  var end = count
  while end > 0 {
    ends.append(end)
    end = from[end]
  }
  return ends.reversed()
}

/// What a page break inside a table costs: less than a page, more than what an emptier page costs, so
/// that a table is cut only where it is longer than a page or would take one more.
private let tableCutCost = 8.0

private func mayBreak(after index: Int, _ bands: [Band]) -> Bool { !bands[index].keepsWithNext }

private func lastFittingEnd(from start: Int, _ bands: [Band], _ area: PageArea) -> Int {
  var flow = Flow(area)
  var end = start
  while end < bands.count {
    flow.add(bands[end], isFirst: end == start)
    if flow.natural - flow.shrink > area.height + 0.01 { break }
    end += 1
  }
  return max(end, start + 1)
}

/// A page costs 10, and more the more of it stays empty below four fifths; setting plots lower than they
/// should be costs a little.
private func pageCost(_ flow: Flow, _ area: PageArea, isLast: Bool) -> Double {
  let reachable = min(flow.natural + flow.grow, area.height) / area.height
  let empty = max(0, 0.82 - reachable)
  // House style: no page of text stays more than three tenths empty if another division helps.
  let bare = max(0, 0.72 - reachable)
  let squeezed = max(0, flow.natural - area.height) / area.height
  // Of two ways to divide that fill pages alike, the earlier page is the fuller one.
  let order = isLast ? 0 : 0.02 * (1 - reachable)
  return 10 + 20 * empty * empty + 400 * bare * bare + 4 * squeezed * squeezed + order
}

/// Heights of bands set under each other.
private struct Flow {
  private(set) var natural = 0.0
  private(set) var shrink = 0.0
  private(set) var grow = 0.0
  private var asideEnd = 0.0
  private var textEnd = 0.0
  private var spaceAfter = 0.0

  init(_ area: PageArea) {}

  mutating func add(_ band: Band, isFirst: Bool) {
    var y = 0.0
    if isFirst {
      y = band.repeatedHead?.height ?? 0
    } else {
      y = textEnd + max(spaceAfter, band.spaceBefore)
      if band.isFullWidth, asideEnd > 0 { y = max(y, asideEnd + band.spaceBefore) }
    }
    var asideTop = y
    for aside in band.asides {
      asideTop = max(asideTop, asideEnd > 0 ? asideEnd + asideGap : asideTop)
      asideEnd = asideTop + aside.height
    }
    textEnd = y + band.height
    spaceAfter = band.spaceAfter
    shrink += band.shrink
    grow += band.grow
    natural = max(textEnd, asideEnd)
  }
}

/// Between two side notes under each other.
let asideGap = 18.0

/// Gives each band of a page its place and its height.
private func layOutPage(_ bands: [Band], _ range: Range<Int>, _ area: PageArea) -> PageLayout {
  var flow = Flow(area)
  for index in range { flow.add(bands[index], isFirst: index == range.lowerBound) }
  let room = area.height - flow.natural
  let share: Double
  if room >= 0 {
    share = flow.grow > 0 ? min(room / flow.grow, 1) : 0
  } else {
    share = flow.shrink > 0 ? max(room / flow.shrink, -1) : 0
  }
  var page = PageLayout()
  var y = area.top
  var asideEnd = 0.0
  for index in range {
    let band = bands[index]
    if index == range.lowerBound {
      y += band.repeatedHead?.height ?? 0
    } else {
      y += max(bands[index - 1].spaceAfter, band.spaceBefore)
      if band.isFullWidth, asideEnd > 0 { y = max(y, asideEnd + band.spaceBefore) }
    }
    var asideTop = y
    for position in band.asides.indices {
      asideTop = max(asideTop, asideEnd > 0 ? asideEnd + asideGap : asideTop)
      page.asides.append((index, position, asideTop))
      asideEnd = asideTop + band.asides[position].height
    }
    let height = band.height + share * (share > 0 ? band.grow : band.shrink)
    page.placed.append(PageLayout.Placed(band: index, y: y, height: height))
    y += height
  }
  page.bottom = max(y, asideEnd)
  return page
}
