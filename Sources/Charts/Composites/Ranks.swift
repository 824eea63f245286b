import Drawing

extension ChartComposer {
  func drawRanks(width: Double, _ scene: inout Scene) -> Size { Size(width, 0) }
}
