extension DocumentMetadata {
  /// The date as the information dictionary writes it (ISO 32000-1, 7.9.4).
  var dateString: String {
    "D:\(padded(date.year, to: 4))\(padded(date.month, to: 2))\(padded(date.day, to: 2))120000Z"
  }

  /// The date as XMP writes it (ISO 8601).
  private var timestamp: String {
    "\(padded(date.year, to: 4))-\(padded(date.month, to: 2))-\(padded(date.day, to: 2))T12:00:00Z"
  }

  var keywordList: String { keywords.joined(separator: ", ") }

  /// The XMP packet (ISO 16684-1) that repeats what the information dictionary says and claims PDF/UA-1 and
  /// PDF/A-3a.
  var packet: String {
    var lines = [
      "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">",
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
      "<rdf:Description rdf:about=\"\"",
      " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"",
      " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
      " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"",
      " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">",
      "<dc:format>application/pdf</dc:format>",
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">\(escaped(title))</rdf:li></rdf:Alt></dc:title>",
      "<dc:language><rdf:Bag><rdf:li>\(escaped(language))</rdf:li></rdf:Bag></dc:language>",
    ]
    if !author.isEmpty {
      lines.append(
        "<dc:creator><rdf:Seq><rdf:li>\(escaped(author))</rdf:li></rdf:Seq></dc:creator>"
      )
    }
    if !subject.isEmpty {
      lines.append(
        "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">\(escaped(subject))</rdf:li></rdf:Alt></dc:description>"
      )
    }
    if !keywords.isEmpty { lines.append("<pdf:Keywords>\(escaped(keywordList))</pdf:Keywords>") }
    lines += [
      "<pdf:Producer>\(escaped(producer))</pdf:Producer>",
      "<xmp:CreatorTool>\(escaped(creator))</xmp:CreatorTool>",
      "<xmp:CreateDate>\(timestamp)</xmp:CreateDate>",
      "<xmp:ModifyDate>\(timestamp)</xmp:ModifyDate>",
      "<xmp:MetadataDate>\(timestamp)</xmp:MetadataDate>",
      "<pdfuaid:part>1</pdfuaid:part>",
      "<pdfaid:part>3</pdfaid:part>",
      "<pdfaid:conformance>A</pdfaid:conformance>",
      "</rdf:Description>",
      extensionSchema,
      "</rdf:RDF>",
      "</x:xmpmeta>",
      "<?xpacket end=\"r\"?>",
    ]
    return lines.joined(separator: "\n")
  }
}

/// PDF/A wants every property declared that XMP does not define itself (ISO 19005-3, 6.6.2.3).
private let extensionSchema = """
  <rdf:Description rdf:about=""
   xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
   xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
   xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
  <pdfaProperty:name>part</pdfaProperty:name>
  <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
  <pdfaProperty:category>internal</pdfaProperty:category>
  <pdfaProperty:description>The part of ISO 14289 that the file satisfies</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
  """

private func padded(_ number: Int, to width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Text for XML's content.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case _ where scalar.value < 0x20: result += " "
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
