import Glibc

/// How a file's characters are written as bytes.
public struct TextEncoding: Hashable, Sendable, CustomStringConvertible {
  /// The usual name in lower case: `utf-8`, `windows-1252`.
  public let name: String

  public static let utf8 = TextEncoding(known: "utf-8")
  public static let utf16 = TextEncoding(known: "utf-16")
  public static let utf16LittleEndian = TextEncoding(known: "utf-16le")
  public static let utf16BigEndian = TextEncoding(known: "utf-16be")
  public static let windows1252 = TextEncoding(known: "windows-1252")
  public static let latin1 = TextEncoding(known: "iso-8859-1")
  public static let latin9 = TextEncoding(known: "iso-8859-15")

  private init(known name: String) { self.name = name }

  /// An encoding by the name that a descriptor gives it; nothing if the system does not know it.
  public init?(named text: String) {
    var name = text.lowercased().split(separator: " ").joined().replacing("_", with: "-")
    name = Self.otherNames[name] ?? name
    guard !name.isEmpty,
      name.utf8.allSatisfy({ byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
          || [0x2D, 0x2B, 0x2E, 0x3A].contains(byte)
      })
    else { return nil }
    self.name = name
    guard Self.alphabets[name] != nil || Transcoder(from: self) != nil else { return nil }
  }

  private static let otherNames = [
    "utf8": "utf-8", "utf-8-sig": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8",
    "utf16": "utf-16", "utf-16-le": "utf-16le", "utf-16-be": "utf-16be", "cp1252": "windows-1252",
    "windows1252": "windows-1252", "1252": "windows-1252", "ansi": "windows-1252",
    "latin1": "iso-8859-1", "latin-1": "iso-8859-1", "iso8859-1": "iso-8859-1",
    "iso88591": "iso-8859-1", "latin9": "iso-8859-15", "latin-9": "iso-8859-15",
    "iso8859-15": "iso-8859-15",
  ]

  public var description: String { name }

  /// The encodings a text in single bytes is most often found in, the likeliest first.
  static let usualAlphabets = [
    "windows-1252", "iso-8859-1", "iso-8859-15", "macintosh", "cp850", "windows-1250",
  ]

  /// What each byte of the usual alphabets is in UTF-8; nothing for a byte that is no character. The
  /// system loads an encoding anew each time it is asked, so this is kept.
  private static let alphabets: [String: [[UInt8]?]] = {
    var alphabets: [String: [[UInt8]?]] = [:]
    for name in usualAlphabets {
      guard let transcoder = Transcoder(from: TextEncoding(known: name)) else { continue }
      alphabets[name] = (UInt8.min...UInt8.max).map { byte in
        let reading = transcoder.reading(of: [byte])
        return reading.stop == nil ? reading.text : nil
      }
    }
    return alphabets
  }()

  /// What bytes say in this encoding, as far as they can be read.
  func reading(of bytes: ArraySlice<UInt8>) -> Transcoder.Reading {
    var result = Transcoder.Reading()
    guard let alphabet = Self.alphabets[name] else {
      if let transcoder = Transcoder(from: self) { return transcoder.reading(of: bytes) }
      result.stop = bytes.startIndex
      return result
    }
    result.text.reserveCapacity(bytes.count + bytes.count / 8)
    for (index, byte) in zip(bytes.indices, bytes) {
      if byte < 0x80 {
        result.text.append(byte)
      } else if let character = alphabet[Int(byte)] {
        result.text += character
      } else {
        result.stop = index
        break
      }
    }
    return result
  }

  /// What single bytes say in this encoding, with U+FFFD for those that are no characters.
  func lenientReading(of bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let reading = reading(of: bytes[start...])
      text += reading.text
      guard let stop = reading.stop else { break }
      text += Array("\u{FFFD}".utf8)
      start = stop + 1
    }
    return text
  }

  var isUTF16: Bool { name.hasPrefix("utf-16") }

  /// Whether a byte is a character, as in the alphabets of ISO 8859 and of Windows.
  var isSingleByte: Bool {
    ["windows-125", "iso-8859-", "cp", "koi8", "mac", "ibm"].contains { name.hasPrefix($0) }
  }
}

/// Turns bytes of one encoding into UTF-8, through the C library's iconv.
@safe
struct Transcoder: ~Copyable {
  private let handle: iconv_t

  init?(from encoding: TextEncoding) {
    // Without a byte-order mark the machine's order would count.
    let name = encoding.name == "utf-16" ? "utf-16le" : encoding.name
    guard let handle = unsafe iconv_open("utf-8", name),
      Int(bitPattern: handle) != -1
    else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe iconv_close(handle) }

  /// What a text says, as far as it can be read.
  struct Reading {
    var text: [UInt8] = []

    /// The first byte that belongs to no character; nothing if all do.
    var stop: Int?
  }

  borrowing func reading(of bytes: ArraySlice<UInt8>) -> Reading {
    var result = Reading()
    var input = Array(bytes)
    let total = input.count
    var room = Array(repeating: 0 as CChar, count: 32 << 10)
    var position = 0
    while position < total {
      let (consumed, produced, isStuck) = unsafe input.withUnsafeMutableBytes { input in
        unsafe room.withUnsafeMutableBufferPointer { room in
          var from = unsafe input.baseAddress.map {
            unsafe ($0 + position).assumingMemoryBound(to: CChar.self)
          }
          var left = total - position
          var to = room.baseAddress
          var free = room.count
          let status = unsafe iconv(handle, &from, &left, &to, &free)
          // E2BIG: the room is full, which is no trouble.
          let isStuck = status == -1 && errno != E2BIG
          return (total - position - left, room.count - free, isStuck)
        }
      }
      result.text += room[..<produced].map { UInt8(bitPattern: $0) }
      position += consumed
      if isStuck {
        result.stop = bytes.startIndex + position
        break
      }
    }
    return result
  }
}
