import Drawing
import TestSupport
import Testing

@Suite struct TestSupportTests {
  /// The first values of the reference implementation in C for the seed 1234567 (Vigna, splitmix64.c).
  @Test func `the generator gives its published values`() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
  }

  @Test func `a fixed width is the same for every character`() {
    let extent = MonospacedMeasurer().extent(of: "año", style: TextStyle(size: 10, tracking: 0.1))
    #expect(abs(extent.width - 21) < 1e-9)
    #expect(extent.ascent == 9.6875)
  }

  @Test func `images differ where colours can be told apart`() throws {
    let gray = RGBImage(width: 2, height: 1, samples: [100, 100, 100, 100, 100, 100])
    let close = RGBImage(width: 2, height: 1, samples: [101, 101, 101, 104, 104, 104])
    let far = RGBImage(width: 2, height: 1, samples: [100, 100, 100, 110, 100, 100])
    #expect(difference(of: gray, from: close)?.share == 0)
    #expect(difference(of: gray, from: far)?.share == 0.5)
    #expect(difference(of: gray, from: far)?.isAcceptable == false)
    #expect(difference(of: gray, from: far)?.picture.samples == [255, 255, 255, 0, 0, 0])
    #expect(difference(of: gray, from: RGBImage(width: 1, height: 1, samples: [0, 0, 0])) == nil)
  }
}
