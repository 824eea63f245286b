enum Function { static func isKnown(_ name: String) -> Bool { false } }
