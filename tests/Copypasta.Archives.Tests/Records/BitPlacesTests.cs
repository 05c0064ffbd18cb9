using System.Runtime.Intrinsics.X86;
using FsCheck.Xunit;

namespace Copypasta.Archives.Tests;

public sealed class BitPlacesTests
{
    [Property(MaxTest = 2000)]
    public void PlacesAreThoseOfTheBitsThatAreSet(ulong bits, ulong others, bool isSparse, ushort at)
    {
        bits = isSparse ? bits & others : bits | others;
        var expected = Enumerable.Range(0, 64).Where(bit => ((bits >> bit) & 1) != 0).Select(bit => at + bit).ToArray();
        var places = new int[64 + BitPlaces.AtOnce];
        BitPlaces.Write(bits, at, ref places[0]);
        Assert.Equal(expected, places[..expected.Length]);
        Array.Clear(places);
        BitPlaces.Take(bits, at, ref places[0]);
        Assert.Equal(expected, places[..expected.Length]);
        if (Avx512Vbmi2.IsSupported)
        {
            Array.Clear(places);
            BitPlaces.Compress(bits, at, ref places[0]);
            Assert.Equal(expected, places[..expected.Length]);
        }
    }

    [Fact]
    public void AllAndNone()
    {
        PlacesAreThoseOfTheBitsThatAreSet(0, 0, isSparse: true, 5);
        PlacesAreThoseOfTheBitsThatAreSet(ulong.MaxValue, 0, isSparse: false, 5);
    }
}
