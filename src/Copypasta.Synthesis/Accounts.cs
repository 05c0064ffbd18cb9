using System.Globalization;

namespace Copypasta.Synthesis;

/// <summary>The accounts of a language: the same ones copy, are copied and write posts of their own.</summary>
internal static class Accounts
{
    private static readonly string[] _words =
    [
        "quince", "otter", "lantern", "teapot", "marigold", "tram", "pebble", "heron", "pumpkin", "sparrow", "button", "willow", "acorn", "kettle", "snail", "clover",
        "biscuit", "meadow", "ferry", "plum", "cello", "thimble", "badger", "poppy", "ribbon", "walnut", "cricket", "barley", "lilac", "robin", "turnip", "compass",
    ];

    /// <summary>Number of accounts of a language that has the given number of posts.</summary>
    public static int PoolSize(int posts) => 64 + posts / 5;

    /// <summary>The handle of an account: unique, for its language and number are in it.</summary>
    public static string Handle(Language language, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{_words[number % _words.Length]}_{language.Code}{number}");

    /// <summary>Some account; those with small numbers post more often.</summary>
    public static int Draw(int pool, Xoshiro256 random) => Math.Min(random.Next(pool), random.Next(pool));
}
