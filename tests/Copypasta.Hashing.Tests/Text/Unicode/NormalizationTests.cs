namespace Copypasta.Hashing.Tests;

public class NormalizationTests
{
    [Fact]
    public void EveryLineOfTheConformanceTestHolds()
    {
        UnicodeFiles.SkipUnlessInstalled();
        var lines = 0;
        var listed = new HashSet<int>();
        var singleCharacters = false;
        foreach (var line in UnicodeFiles.Lines("NormalizationTest.txt"))
        {
            if (line.Length > 0 && line[0] == '@')
            {
                singleCharacters = line.StartsWith("@Part1", StringComparison.Ordinal);
            }

            if (line.Length == 0 || line[0] is '#' or '@')
            {
                continue;
            }

            var columns = line.Split(';');
            var expected = UnicodeFiles.CodePoints(columns[3]);
            for (var column = 0; column < 5; column++)
            {
                Assert.Equal(expected, Nfkc(UnicodeFiles.CodePoints(columns[column])));
            }

            if (singleCharacters)
            {
                listed.Add(UnicodeFiles.CodePoints(columns[0])[0]);
            }

            lines++;
        }

        Assert.True(lines > 18_000, $"only {lines} lines");
        for (var point = 0; point <= 0x10FFFF; point++)
        {
            if (!listed.Contains(point) && point is < 0xD800 or > 0xDFFF)
            {
                Assert.Equal([point], Nfkc([point]));
            }
        }
    }

    [Theory]
    [InlineData(new[] { 0x212B }, new[] { 0x00C5 })] // singleton
    [InlineData(new[] { 0x0041, 0x030A }, new[] { 0x00C5 })]
    [InlineData(new[] { 0x1E9B, 0x0323 }, new[] { 0x1E69 })] // compatibility, then reordering, then composition
    [InlineData(new[] { 0x0061, 0x0315, 0x0300, 0x05AE }, new[] { 0x00E0, 0x05AE, 0x0315 })]
    [InlineData(new[] { 0x1100, 0x1161, 0x11A8 }, new[] { 0xAC01 })] // Hangul
    [InlineData(new[] { 0x304B, 0x3099 }, new[] { 0x304C })]
    [InlineData(new[] { 0xFB01 }, new[] { 0x66, 0x69 })]
    [InlineData(new[] { 0x0958 }, new[] { 0x0915, 0x093C })] // composition exclusion
    [InlineData(new[] { 0x1D400, 0xFF21 }, new[] { 0x41, 0x41 })]
    public void KnownAnswers(int[] source, int[] expected) => Assert.Equal(expected, Nfkc(source));

    [Fact]
    public void LongRunsOfMarksAreOrderedStably()
    {
        // More than the insertion sort takes: classes 230 and 220 alternate.
        int[] marks = [.. Enumerable.Range(0, 3000).Select(i => (i % 3) switch { 0 => 0x0307, 1 => 0x0323, _ => 0x0308 })];
        int[] expected = ['q', .. marks.Where(mark => mark == 0x0323), .. marks.Where(mark => mark != 0x0323)];
        Assert.Equal(expected, Nfkc(['q', .. marks]));
    }

    [Fact]
    public void OnlyCodePointsOfQuickCheckMaybeComposeWithWhatIsBeforeThem()
    {
        foreach (var entry in NormalizationData.Compositions)
        {
            Assert.NotEqual(0u, CharacterClass.Of((int)((entry >> 21) & 0x1FFFFF)) & CharacterClass.NotNormalized);
        }
    }

    [Fact]
    public void NoDecompositionIsLongerThanItsBuffer()
    {
        var longest = 0;
        foreach (var offset in NormalizationData.DecompositionOffset)
        {
            var length = 0;
            for (var units = Utf16Pool.At(NormalizationData.DecompositionPool, offset); Utf16Pool.TryNext(ref units, out _); length++)
            {
            }

            longest = Math.Max(longest, length);
        }

        Assert.Equal(Normalization.LongestDecomposition, longest);
        Assert.Equal(longest, Nfkc([0xFDFA]).Length);
    }

    // Longer than what is finished at once: every kind of place where a piece may end. U+FDFA combines with nothing before it, so that the parts from one to the next are their own oracles.
    [Fact]
    public void LongSegmentsAreNormalisedAsTheirPartsAre()
    {
        int[][] pieces = [[0xFDFA], [0xFF21, 0x030A], [0x1100], [0x1161, 0x11A8], [0xFF76, 0xFF9E], [0x0344], [0x0CC6, 0x0CC2, 0x0CD5], [0xFB01, 0x0323, 0x0301]];
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var text = new List<int>();
            var expected = new List<int>();
            for (var part = 0; part < 60; part++)
            {
                int[] points = [0xFDFA, .. Enumerable.Range(0, random.Next(60)).SelectMany(_ => pieces[random.Next((round % pieces.Length) + 1)])];
                text.AddRange(points);
                expected.AddRange(Nfkc(points));
            }

            Assert.Equal(expected, Nfkc([.. text]));
        }
    }

    private static int[] Nfkc(int[] points)
    {
        CodePointBuffer text = new(), spare = new();
        foreach (var point in points)
        {
            text.Append(point);
        }

        var any = new Normalization().ToNfkc(ref text, ref spare, text.AnyClass());
        Assert.Equal(text.AnyClass(), any);
        foreach ((var point, var word) in text.Points.ToArray().Zip(text.Classes.ToArray()))
        {
            Assert.Equal(CharacterClass.Of(point), word);
        }

        return text.Points.ToArray();
    }
}
