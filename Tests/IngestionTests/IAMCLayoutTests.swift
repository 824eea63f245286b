import Diagnostics
import Indicators
import Testing

@Suite struct IAMCLayoutTests {
  @Test func `years across or in a column, the cells are the same`() throws {
    let files = [
      """
      === a.csv
      Model,Scenario,Region,Variable,Unit,2020,2030,2040
      M 1,base,World,Output,t,1,2,
      M 1,high,World,Output,t,1,3,4
      """,
      """
      === a.csv
      model,scenario,region,variable,unit,year,value
      M 1,base,World,Output,t,2020,1
      M 1,base,World,Output,t,2030,2
      M 1,high,World,Output,t,2020,1
      M 1,high,World,Output,t,2030,3
      M 1,high,World,Output,t,2040,4
      """,
    ]
    for file in files {
      let folder = try MarkedFolder(file)
      #expect(folder.problems.isEmpty)
      let cube = try folder.cube("Output")
      #expect(cube.axes.map(\.name) == ["model", "scenario", "region"])
      #expect(
        try folder.cells("Output").filter { !$0.hasSuffix("absent") } == [
          "M 1 base World 2020 1.0 actual", "M 1 base World 2030 2.0 actual",
          "M 1 high World 2020 1.0 actual", "M 1 high World 2030 3.0 actual",
          "M 1 high World 2040 4.0 actual",
        ]
      )
    }
  }

  @Test func `the names of the columns tell the layout of a file with one year`() throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      Model,Scenario,Region,Variable,Unit,2030
      M 1,base,World,Output,t,2
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cells("Output") == ["M 1 base World 2030 2.0 actual"])
  }

  @Test func `a variable's name may be mapped, and whole years may be said to be so`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {indicator: {"Price|Copper": copper_price}}}]
      === a.csv
      MODEL,SCENARIO,REGION,VARIABLE,UNIT,SUBANNUAL,2020,2030,2040
      M,s,World,Price|Copper,USD/t,Year,1,2,3
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("copper_price").axes.count == 3)
  }

  @Test(arguments: [
    Fault(
      "parts of years",
      "① ingestion.subannual",
      folder: """
        === a.csv
        Model,Scenario,Region,Variable,Unit,Subannual,2020,2030,2040
        M,s,World,Output,t,①January,1,2,3
        """
    ),
    Fault(
      "points in time",
      "① ingestion.subannual",
      folder: """
        === a.csv
        Model,Scenario,Region,Variable,Unit,Year,①Time,Value
        M,s,World,Output,t,2020,2020-01-01 01:00,1
        """
    ),
  ])
  func `only whole years are read`(fault: Fault) throws {
    #expect(try MarkedFolder(fault.folder).problems == fault.expected)
  }

  @Test(arguments: [
    ("billion US$2010/yr", "billion USD/year, constant 2010"), ("Mt CO2/yr", "Mt/year of CO2"),
    ("EJ/yr", "thousand PJ/year"), ("US$2010/t CO2", "USD/t of CO2, constant 2010"),
    ("GW", "GW"), ("US$2010/GJ", "USD/GJ, constant 2010"), ("million", "million 1"),
  ])
  func `the templates' units are ours`(text: String, unit: String) throws {
    let folder = try MarkedFolder(
      """
      === a.csv
      Model,Scenario,Region,Variable,Unit,2020,2030,2040
      M,s,World,X,\(text),1,2,3
      """
    )
    #expect(folder.problems.isEmpty)
    let parsed = try Unit.parse(unit == "million 1" ? "million" : unit)
    #expect(try folder.cube("X").unit == parsed)
  }

  @Test func `the annual records of a mixed file may be chosen`() throws {
    let folder = try MarkedFolder(
      """
      === datapackage.yaml
      resources: [{path: a.csv, veta: {where: {Subannual: Year}}}]
      === a.csv
      Model,Scenario,Region,Variable,Unit,Subannual,2020,2030,2040
      M,s,World,Output,t,January,1,2,3
      M,s,World,Output,t,Year,10,20,30
      """
    )
    #expect(folder.problems.isEmpty)
    #expect(try folder.cube("Output")[0] == 10)
  }
}
