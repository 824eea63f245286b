import CQPDF
import Glibc

/// A PDF in memory that is read and changed through qpdf.
@safe
struct QPDFDocument: ~Copyable {
  private var handle: qpdf_data?

  /// The bytes read; qpdf looks at them for as long as the document lives.
  private let buffer: UnsafeMutableBufferPointer<CChar>

  /// Reads a PDF.
  ///
  /// - Throws: ``QPDFError`` if it is not one, or has to be repaired to be read.
  init(reading bytes: [UInt8]) throws(QPDFError) {
    unsafe buffer = UnsafeMutableBufferPointer.allocate(capacity: max(bytes.count, 1))
    for (index, byte) in bytes.enumerated() { unsafe buffer[index] = CChar(bitPattern: byte) }
    unsafe handle = qpdf_init()
    unsafe qpdf_silence_errors(handle)
    unsafe qpdf_set_suppress_warnings(handle, QPDF_BOOL(QPDF_TRUE))
    unsafe qpdf_set_attempt_recovery(handle, QPDF_BOOL(QPDF_FALSE))
    _ = unsafe qpdf_read_memory(handle, "drawing", buffer.baseAddress, UInt64(bytes.count), nil)
    try check()
  }

  deinit {
    var handle = unsafe handle
    unsafe qpdf_cleanup(&handle)
    unsafe buffer.deallocate()
  }

  /// The library's version.
  static var version: String { unsafe String(cString: qpdf_get_qpdf_version()) }

  /// Throws the last error, if there is one.
  borrowing func check() throws(QPDFError) {
    guard unsafe qpdf_has_error(handle) != 0, let error = unsafe qpdf_get_error(handle) else {
      return
    }
    throw QPDFError(reason: unsafe String(cString: qpdf_get_error_full_text(handle, error)))
  }

  /// What qpdf found odd so far and could read all the same.
  borrowing func takeWarnings() -> [String] {
    var warnings: [String] = []
    while unsafe qpdf_more_warnings(handle) != 0, let warning = unsafe qpdf_next_warning(handle) {
      unsafe warnings.append(String(cString: qpdf_get_error_full_text(handle, warning)))
    }
    return warnings
  }

  /// Adds and replaces objects given in qpdf's JSON, version 2.
  borrowing func update(_ json: String) throws(QPDFError) {
    _ = unsafe qpdf_update_from_json_data(handle, json, UInt64(json.utf8.count))
    try check()
  }

  /// The whole file as it stands now, compressed, with an identifier made from its content.
  borrowing func write() throws(QPDFError) -> [UInt8] {
    _ = unsafe qpdf_init_write_memory(handle)
    try check()
    unsafe qpdf_set_deterministic_ID(handle, QPDF_BOOL(QPDF_TRUE))
    unsafe qpdf_set_object_stream_mode(handle, qpdf_o_generate)
    unsafe qpdf_set_compress_streams(handle, QPDF_BOOL(QPDF_TRUE))
    unsafe qpdf_set_newline_before_endstream(handle, QPDF_BOOL(QPDF_TRUE))
    unsafe qpdf_set_minimum_pdf_version(handle, "1.7")
    _ = unsafe qpdf_write(handle)
    try check()
    let length = unsafe qpdf_get_buffer_length(handle)
    guard let start = unsafe qpdf_get_buffer(handle) else {
      throw QPDFError(reason: "nothing was written")
    }
    return unsafe Array(UnsafeBufferPointer(start: start, count: length))
  }

  // MARK: Objects

  /// A value of the document: qpdf's number for it, valid as long as the document.
  struct Object: Hashable {
    fileprivate let number: qpdf_oh
  }

  var trailer: Object { unsafe Object(number: qpdf_get_trailer(handle)) }
  var catalog: Object { unsafe Object(number: qpdf_get_root(handle)) }
  var pageCount: Int { unsafe Int(qpdf_get_num_pages(handle)) }

  borrowing func page(_ index: Int) -> Object {
    unsafe Object(number: qpdf_get_page_n(handle, index))
  }

  /// The number that an indirect object is referred to by; zero for a direct one.
  borrowing func identifier(of object: Object) -> Int {
    unsafe Int(qpdf_oh_get_object_id(handle, object.number))
  }

  /// The value of a key, if the object is a dictionary that has it.
  borrowing func value(_ key: String, of object: Object) -> Object? {
    let value = unsafe qpdf_oh_get_key_if_dict(handle, object.number, key)
    return unsafe qpdf_oh_is_null(handle, value) != 0 ? nil : Object(number: value)
  }

  /// The keys of a dictionary, each with its value, in the order of their names.
  borrowing func entries(of object: Object) -> [(key: String, value: Object)] {
    guard unsafe qpdf_oh_is_dictionary(handle, object.number) != 0 else { return [] }
    var keys: [String] = []
    unsafe qpdf_oh_begin_dict_key_iter(handle, object.number)
    while unsafe qpdf_oh_dict_more_keys(handle) != 0 {
      unsafe keys.append(String(cString: qpdf_oh_dict_next_key(handle)))
    }
    return keys.map { key in
      unsafe (key, Object(number: qpdf_oh_get_key(handle, object.number, key)))
    }
  }

  /// The items of an array; nothing for another object.
  borrowing func items(of object: Object) -> [Object] {
    guard unsafe qpdf_oh_is_array(handle, object.number) != 0 else { return [] }
    return unsafe (0..<qpdf_oh_get_array_n_items(handle, object.number)).map {
      unsafe Object(number: qpdf_oh_get_array_item(handle, object.number, $0))
    }
  }

  borrowing func isStream(_ object: Object) -> Bool {
    unsafe qpdf_oh_is_stream(handle, object.number) != 0
  }

  borrowing func isDictionary(_ object: Object) -> Bool {
    unsafe qpdf_oh_is_dictionary(handle, object.number) != 0
  }

  /// A name with its slash; nothing for another object.
  borrowing func name(_ object: Object) -> String? {
    guard unsafe qpdf_oh_is_name(handle, object.number) != 0 else { return nil }
    return unsafe String(cString: qpdf_oh_get_name(handle, object.number))
  }

  /// A whole number; nothing for another object.
  borrowing func integer(_ object: Object) -> Int? {
    guard unsafe qpdf_oh_is_integer(handle, object.number) != 0 else { return nil }
    return unsafe Int(qpdf_oh_get_int_value(handle, object.number))
  }

  /// A string as text; nothing for another object.
  borrowing func text(_ object: Object) -> String? {
    guard unsafe qpdf_oh_is_string(handle, object.number) != 0 else { return nil }
    return unsafe String(cString: qpdf_oh_get_utf8_value(handle, object.number))
  }

  /// A value as it is written, with references to others.
  borrowing func syntax(of object: Object) -> String {
    unsafe String(cString: qpdf_oh_unparse(handle, object.number))
  }

  /// Sets a key of a dictionary to a value in PDF's syntax without references.
  borrowing func set(_ key: String, of object: Object, to value: String) {
    unsafe qpdf_oh_replace_key(handle, object.number, key, qpdf_oh_parse(handle, value))
  }

  /// Sets a key of a dictionary to references to objects by their numbers.
  borrowing func set(_ key: String, of object: Object, toReferences identifiers: [Int]) {
    let array = unsafe qpdf_oh_new_array(handle)
    for identifier in identifiers {
      let item = unsafe qpdf_get_object_by_id(handle, Int32(identifier), 0)
      unsafe qpdf_oh_append_item(handle, array, item)
    }
    unsafe qpdf_oh_replace_key(handle, object.number, key, array)
  }

  /// A stream's content without its compression.
  borrowing func content(of stream: Object) throws(QPDFError) -> [UInt8] {
    var start: UnsafeMutablePointer<UInt8>?
    var length = 0
    _ = unsafe qpdf_oh_get_stream_data(
      handle,
      stream.number,
      qpdf_dl_generalized,
      nil,
      &start,
      &length
    )
    defer { unsafe free(start) }
    try check()
    return unsafe Array(UnsafeBufferPointer(start: start, count: length))
  }

  /// Adds a stream and returns its number.
  borrowing func addStream(_ bytes: [UInt8], _ entries: KeyValuePairs<String, String>) -> Int {
    let stream = unsafe Object(number: qpdf_oh_new_stream(handle))
    replaceContent(of: stream, with: bytes)
    let dictionary = unsafe Object(number: qpdf_oh_get_dict(handle, stream.number))
    for (key, value) in entries { set(key, of: dictionary, to: value) }
    return identifier(of: stream)
  }

  /// Replaces a stream's content; it is compressed when the document is written.
  borrowing func replaceContent(of stream: Object, with bytes: [UInt8]) {
    let none = unsafe qpdf_oh_new_null(handle)
    unsafe qpdf_oh_replace_stream_data(
      handle,
      stream.number,
      bytes,
      bytes.count,
      none,
      none
    )
  }
}

/// What qpdf refused.
struct QPDFError: Error {
  let reason: String
}
