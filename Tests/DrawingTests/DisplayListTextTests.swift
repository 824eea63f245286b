import Drawing
import Testing

@Suite struct DisplayListTextTests {
  @Test func `a list prints one item a line with rounded numbers`() {
    let ink = Color(0x0B3C6F)
    var list = DisplayList([.page(size: Size(595.28, 841.89), label: "i")])
    list.tagged(.figure(alternative: "A \"picture\"")) { list in
      list.append(.beginClip(Box(x: 1, y: 2, width: 3.00049, height: 4.0006)))
      list.append(
        .stroke(.line(from: Point(-0.0001, 0), to: Point(-1.5, 2)), Stroke(ink, width: 0.4))
      )
      list.append(
        .stroke(
          .polyline([Point(0, 0), Point(1, 1)]),
          Stroke(ink, width: 1, dash: [5, 2.5], cap: .round)
        )
      )
      list.append(.endClip)
      list.append(.fill(.rectangle(Box(x: 0, y: 0, width: 1, height: 1)), .color(.white)))
      list.append(
        .fill(
          Path([.move(Point(0, 0)), .curve(Point(1, 1), Point(2, 2), Point(3, 3)), .close]),
          .hatch(ink, width: 0.6, pitch: 2.4)
        )
      )
    }
    list.artifact { list in
      let style = TextStyle(
        size: 8,
        weight: .medium,
        isItalic: true,
        tracking: -0.014,
        hasTabularFigures: true
      )
      list.append(
        .text(TextRun("a\nb", at: Point(1, 2), style: style, color: ink, width: 9.87654, halo: 2))
      )
    }
    list.append(.destination("top", Point(0, 1)))
    list.append(.outline(title: "Top", level: 1, destination: "top"))
    list.tagged(.tableHeader(scope: .row)) { list in
      list.append(.link(Box(x: 0, y: 0, width: 1, height: 1), .destination("top")))
      list.append(.link(Box(x: 0, y: 0, width: 1, height: 1), .address("https://e.org")))
    }
    #expect(
      list.text == """
        page 595.28 841.89 "i"
        begin figure "A \\"picture\\""
          clip 1 2 3 4.001
            stroke #0B3C6F 0.4: M 0 0 L -1.5 2
            stroke #0B3C6F 1 dash 5-2.5 round: M 0 0 L 1 1
          end clip
          fill #FFFFFF: M 0 0 L 1 0 L 1 1 L 0 1 Z
          fill hatch #0B3C6F 0.6 every 2.4: M 0 0 C 1 1 2 2 3 3 Z
        end
        artifact
          text 1 2 "a\\nb" Inter 8/500 italic tabular tracking -0.014 #0B3C6F width 9.877 halo 2
        end artifact
        destination "top" 0 1
        outline 1 "Top" to "top"
        begin table-header row
          link 0 0 1 1 to "top"
          link 0 0 1 1 to address "https://e.org"
        end

        """
    )
  }

  @Test func `a list that does not end what it begins prints all the same`() {
    #expect(
      DisplayList([.endTag, .beginTag(.list), .endClip]).text == "end\nbegin list\nend clip\n"
    )
  }
}
