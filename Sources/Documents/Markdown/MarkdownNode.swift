import CMarkdown

/// A node of cmark's tree; lives no longer than the tree.
@safe
struct MarkdownNode {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { unsafe self.handle = handle }

  /// cmark's name of the node's kind; it has none of its own for footnotes.
  var type: String {
    switch unsafe cmark_node_get_type(handle) {
    case CMARK_NODE_FOOTNOTE_DEFINITION: "footnote_definition"
    case CMARK_NODE_FOOTNOTE_REFERENCE: "footnote_reference"
    default: unsafe text(cmark_node_get_type_string(handle))
    }
  }

  var children: [MarkdownNode] {
    var nodes: [MarkdownNode] = []
    var next = unsafe cmark_node_first_child(handle)
    while let node = unsafe next {
      unsafe nodes.append(MarkdownNode(node))
      unsafe next = cmark_node_next(node)
    }
    return nodes
  }

  var literal: String { unsafe text(cmark_node_get_literal(handle)) }
  var address: String { unsafe text(cmark_node_get_url(handle)) }
  var fenceInfo: String { unsafe text(cmark_node_get_fence_info(handle)) }
  var headingLevel: Int { unsafe Int(cmark_node_get_heading_level(handle)) }

  /// From one.
  var startLine: Int { unsafe Int(cmark_node_get_start_line(handle)) }
  var endLine: Int { unsafe Int(cmark_node_get_end_line(handle)) }

  var isFenced: Bool {
    var length: CInt = 0
    var offset: CInt = 0
    var character: CChar = 0
    return unsafe cmark_node_get_fenced(handle, &length, &offset, &character) != 0
  }

  /// The first number of an ordered list; nothing for bullets.
  var listStart: Int? {
    let isOrdered = unsafe cmark_node_get_list_type(handle) == CMARK_ORDERED_LIST
    return isOrdered ? unsafe Int(cmark_node_get_list_start(handle)) : nil
  }

  /// How the columns of a table are set.
  var alignments: [PipeTable.Alignment] {
    let count = unsafe Int(cmark_gfm_extensions_get_table_columns(handle))
    guard let letters = unsafe cmark_gfm_extensions_get_table_alignments(handle) else {
      return Array(repeating: .left, count: count)
    }
    return (0..<count).map { column in
      switch unsafe letters[column] {
      case UInt8(ascii: "r"): .right
      case UInt8(ascii: "c"): .center
      default: .left
      }
    }
  }

  private func text(_ pointer: UnsafePointer<CChar>?) -> String {
    unsafe pointer.map { unsafe String(cString: $0) } ?? ""
  }
}
