"""Formulas broken in one way each, by formats.md sections 3 and 4, with the place of the broken part.

A well-typed formula is drawn as ever, but at one of its places stands a part that can't be right. Marks that no
formula has surround it until the text is done.
"""

from formulas import PRIMARY, Drawn, Grammar

OPEN, CLOSE = "\x01", "\x02"
OPERATORS = ["+", "-"]
COMPARISONS = ["<", "<=", ">", ">=", "==", "!="]
# What can't be added, by what is wrong with it.
CLASHES = {
    "dimension": [("output", "energy"), ("exports", "output"), ("jobs", "exports"), ("coefficient", "energy"),
                  ("price", "output"), ("output / jobs", "exports / jobs"), ("output * energy", "output"),
                  ("output ^ 2", "output"), ("fx", "exports"), ("sqrt(ore * ore)", "ore * ore")],
    "basis": [("exports", "gdp_real"), ("gdp_real", "sales"), ("gdp_real / jobs", "exports / jobs"),
              ("gdp_real", "deflate(exports, by:ppi, base:2015)"), ("exports", "3 'million USD, constant 2018'"),
              ("gdp_real", "5 'USD, PPP 2018'"), ("deflate(exports, by:cpi, base:2020)", "gdp_real")],
    "currency": [("exports", "spend"), ("spend", "imports"), ("exports", "5 'million EUR, nominal'"),
                 ('convert(spend, to:"USD", using:fx)', "spend")],
    "stock and flow": [("output", "reserves"), ("reserves", "sold"), ("ore", "stocks"),
                       ("lag(reserves)", "output"), ("q_output @ 2019-Q1", "stocks @ 2019")],
    "frequency": [("output", "q_output"), ("m_output", "q_output"), ("q_output", "annual(q_output, sum)"),
                  ("ore", "m_output"), ("jobs", "q_jobs")],
    "percent": [("tax", "1"), ("1", "tax"), ("tax", "debt"), ("tax", "coefficient"), ("coefficient", "duty"),
                ("share(exports, over:geo)", "1"), ("tax", "output"), ("spread", "coefficient"),
                ("exports / imports", "tax"), ("spread", "ore")],
    "index": [("cpi", "ppi"), ("cpi", "index(exports, base:2015)"), ("ppi", "output"), ("cpi_geo", "tax")],
    "rank": [("place", "cpi"), ("rank(exports, over:geo)", "exports"), ("place", "mines"), ("mines", "jobs")],
    "number": [("output", "5"), ("5", "exports"), ("energy", "2.5e3"), ("fx", "1"), ("jobs", "3 'vehicle'")],
    "truth": [("ore", "(ore > stocks * 0 + ore)"), ("(jobs > people)", "1"), ("coefficient", "known(tax)")],
    "text": [("ore", '"ore"'), ("tax", '"5%"')],
}
# A ratio that does not say how it is added up over a dimension.
PLAIN = "plain:\n  formula: exports / jobs\n  title: Plain\n"
# What is wrong by itself; {x} is anything well typed of the unit that the place asks for.
WRONG = {
    "percent": ["tax * duty", "1 - tax * 2%", "debt * tax", "yoy(tax)", "yoy(debt)", "cagr(tax, 2015, 2018)", "spread * tax"],
    "index and rank": ["cpi + cpi", "place + place", "sum(place, over:geo)", "sum(cpi_geo, over:geo)", "cumsum(cpi)",
                       "rolling(place, 2, sum)"],
    "bridge": ["deflate(output, by:cpi, base:2018)", "deflate(gdp_real, by:cpi, base:2018)", "deflate(exports, by:fx)",
               "deflate(exports, by:tax)", 'convert(ore, to:"USD", using:fx)', 'convert(exports, to:"USD", using:fx)',
               'convert(spend, to:"EUR", using:fx)', 'convert(exports, to:"MXN", using:cpi)',
               "per_capita(exports, mines)", "per_capita(tax, people)", "per_capita(exports, output)"],
    "kind": ["cumsum(reserves)", "annual(q_jobs, sum)", "ytd(q_jobs)", "ytd(ore)", "interpolate(output)", "sum(jobs[MEX])",
             "rolling(jobs, 3, sum)", "annual(output, sum)"],
    "ratio": ["sum(plain, over:geo)", "mean(plain, over:geo)"],
    "argument": ["min2({x}, 'x')", "lag({x}, exports)", "lag({x}, 1.5)", "rolling({x}, 0, mean)", "rolling({x}, 2, average)",
                 "abs({x}, {x})", "abs()", "lag({x}, step:1)", "max2({x})", "index(ore, base:1950)", "exp(ore)", "ln(exports)",
                 "ore ^ energy", "2 ^ ore", "sqrt(cpi)", "round(place, ore)", "rank(ore)", "share(ore, ovr:geo)",
                 "top(ore, 0, over:geo)", "annual(q_output, total)", "elasticity(ore, spread, 2014)", "clamp(ore, 0, exports)",
                 "default({x}, exports * output)", "if({x}, {x}, {x})", "if(tax > 5%, ore, exports)", "not ore", "ore and energy",
                 "if(tax > 5, ore, ore)", "if(tax > spread, ore, ore)", "laspeyres(price:exports, quantity:output, over:mineral, base:2018)",
                 "fisher(price:price, quantity:energy, over:mineral, base:2018)", "contribution(tax, over:geo)", "ratio(ore)",
                 "-(ore > ore * 2)", "count({x})"],
    "name": ["outptu", "exprots + exports", "smu(ore, over:geo)", "ore[geo:MXE]", "ore[contry:MEX]", "ore[geo:{MEX, XXX}]",
             "ore[geo:!NOPE]", "sum(ore, over:mineral)", "sum(ore, over:country)", "output[granite]", "share(ore, over:geo, of:XYZ)",
             "output[geo:MEX, geo:WLD][mineral:clay]", "elasticity(ore, energy, 2014, 2021).mean", "output[gold, geo:Mexico]"],
    "period": ["ore @ 1950", "ore[1950..1960]", "q_output @ 2018", "ore @ 2018-Q1", "ore @ 2018 @ 2019", "lag(ore @ 2018)",
               "yoy(ore @ latest)", "ore @ each_latest + ore", "ore[2020..2016]"],
    "common": ["ore[geo:{MEX}] + ore[geo:{WLD}]", "ore[..2015] + ore[2017..]"],
    "syntax": ["ore < stocks < ore", "ore +* ore", "(ore", "ore[", "ore @", "let x = 3", "ore ore", "5 % 3", "if(ore > ore, 1)"],
}


class Faulty(Grammar):
    """A grammar that writes one broken part at a place of its choosing."""

    def __init__(self, folder, random):
        super().__init__(folder, random)
        self.countdown, self.broken = -1, None

    def faulty(self, type, depth):
        """A formula, the kind of its fault, and the range of the broken part in its text; or nothing."""
        self.broken, self.countdown = None, self.random.randint(0, 6)
        drawn = self.formula(type, depth)
        text = drawn.text
        if self.broken is None or text.count(OPEN) != 1:
            return None
        first = text.index(OPEN)
        last = text.index(CLOSE) - 1
        return text.replace(OPEN, "").replace(CLOSE, ""), self.broken, range(first, last)

    def draw(self, type, depth):
        self.countdown -= 1
        if self.countdown >= 0 or self.broken is not None:
            return super().draw(type, depth)
        whole = super().draw(type, min(depth, 1))
        if OPEN in whole.text or self.broken is not None:
            return whole
        self.broken, text, level = self.fault(whole)
        return Drawn(OPEN + text + CLOSE, whole.cube, level, whole.adds)

    def fault(self, whole):
        known = self.folder.indicators
        kinds = [*CLASHES, *CLASHES, *WRONG]
        kind = self.random.choice(kinds)
        if kind in WRONG and (kind not in CLASHES or self.random.random() < 0.5):
            text = self.random.choice(WRONG[kind]).replace("{x}", whole.text)
            return kind, f"({text})" if kind != "syntax" else text, PRIMARY
        left, right = self.random.choice(CLASHES[kind])
        form = self.random.choice(["operator", "operator", "compare", "call"])
        if form == "compare" and kind != "stock and flow":
            text = f"if({left} {self.random.choice(COMPARISONS)} {right}, {whole.text}, {whole.text})"
            return kind, text, PRIMARY
        if form == "call" and kind not in ("stock and flow", "truth", "text") and {left, right}.isdisjoint({"1", "5"}):
            return kind, f"{self.random.choice(['min2', 'max2', 'default'])}({left}, {right})", PRIMARY
        return kind, f"({left} {self.random.choice(OPERATORS)} {right})", PRIMARY
