extension Explanation {
  /// Chart blocks.
  static let charts = [
    Explanation(
      "charts.mapping",
      "The key holds keys and values.",
      wrong: "encoding: x",
      right: "encoding: {x: {field: period}}"
    ),
    Explanation(
      "charts.value",
      "The key needs another kind of value.",
      wrong: "size: {width: wide, height: 200}",
      right: "size: {width: 300, height: 200}"
    ),
    Explanation(
      "charts.size",
      "A chart is as wide as its place on the page at most, and has room for its labels; sizes are in points.",
      wrong: "size: {width: 16, height: 9}",
      right: "size: {width: 486, height: 200}"
    ),
    Explanation(
      "charts.choice",
      "The key takes one of a few words.",
      wrong: "mark: lines",
      right: "mark: line"
    ),
    Explanation(
      "charts.unknown-key",
      "A chart has no such key.",
      wrong: "titel: Output grows",
      right: "title: Output grows"
    ),
    Explanation(
      "charts.unsupported",
      "This version does not draw it.",
      wrong: "mark: sankey",
      right: "mark: bar"
    ),
    Explanation(
      "charts.missing-key",
      "The chart lacks a key it can't do without.",
      wrong: "{id: output, title: Output}",
      right: "{id: output, title: Output, data: output}"
    ),
    Explanation(
      "charts.field",
      "The chart's data have no such column; those they have are listed.",
      wrong: "y: {field: country}",
      right: "y: {field: geo}"
    ),
    Explanation(
      "charts.member",
      "The data have no such member.",
      wrong: "focus: [MXE]",
      right: "focus: [MEX]"
    ),
    Explanation(
      "charts.color",
      "A colour is #RRGGBB or a name of the theme.",
      wrong: "color: {value: reddish}",
      right: "color: {value: \"#B2182B\"}"
    ),
    Explanation(
      "charts.empty",
      "Nothing is left to draw.",
      wrong: "transform: [{filter: \"datum.value > 1000000\"}]",
      right: "transform: [{filter: \"datum.value > 1\"}]"
    ),
    Explanation(
      "charts.too-many-series",
      "One panel has more lines than a reader can tell apart.",
      wrong: "data: production",
      right: "data: production\nfocus: [MEX, CAN]"
    ),
    Explanation(
      "charts.dimensions",
      "The data vary in more ways than a chart without 'encoding' can show.",
      wrong: "data: trade",
      right: "data: trade[partner:USA]"
    ),
    Explanation(
      "charts.encoding",
      "The encoding asks for something that the mark can't show.",
      wrong: "mark: bar\nencoding: {x: {field: geo}, y: {field: product}}",
      right: "mark: bar\nencoding: {x: {field: value}, y: {field: geo}}"
    ),
    Explanation(
      "charts.filter",
      "A filter compares a column with a value.",
      wrong: "filter: value above 5",
      right: "filter: \"datum.value > 5\""
    ),
    Explanation(
      "charts.units",
      "The series are in different units and can't share an axis.",
      wrong: "data: {Output: tonnes, Price: dollars}",
      right: "data: {Output: \"index(tonnes, base:2018)\", Price: \"index(dollars, base:2018)\"}"
    ),
    Explanation(
      "charts.period",
      "The text is no period.",
      wrong: "from: July",
      right: "from: 2026-07"
    ),
    Explanation(
      "charts.annotation",
      "An annotation stands at one value of one period.",
      wrong: "at: output",
      right: "at: \"output[MEX] @ 2022\""
    ),
    Explanation(
      "charts.lane",
      "No event stands in that lane.",
      wrong: "lanes: [tarif]",
      right: "lanes: [tariff]"
    ),
    Explanation(
      "charts.unnamed-layer",
      "Layers that show different data are told apart by a colour and a name each.",
      wrong: "layer: [{data: honey, mark: bar}, {data: 2 * honey, mark: line}]",
      right: "layer: [{data: honey, mark: bar},\n"
        + "  {data: 2 * honey, mark: line, encoding: {y: {title: Twice}}}]"
    ),
    Explanation(
      "charts.label-dropped",
      "A label found no place where it overlaps nothing.",
      wrong: "size: third",
      right: "size: half"
    ),
  ]
}
