using System.Text;
using FsCheck.Xunit;

namespace Copypasta.Campaigns.Tests;

public sealed class PostTextTests
{
    private static readonly string[] s_parts = ["#", "\uFF03", "tag", " ", "http://", "HTTPS://", "www.", "a.example/b", "@", ".", "слово", "\u00A0", "\n", "é", "😀"];

    /// <summary>What a text ends with of hashtags and links is left out, and a link elsewhere is a space; a hashtag may run into a link.</summary>
    [Theory]
    [InlineData("Read this #news http://a.example/b", "Read this")]
    [InlineData("Read http://a.example/b this #news", "Read   this")]
    [InlineData("Read this about Bush #http://a.example/jeb", "Read this about Bush")]
    [InlineData("#GlennBeck #Bush #http://a.example/jeb", "")]
    [InlineData("Read #http://a.example/jeb this", "Read #http  this")]
    [InlineData("Read #tag#http://a.example/jeb this", "Read #tag#http  this")]
    [InlineData("Read \uFF03www.a.example this", "Read \uFF03www  this")]
    public void WhatATextEndsWithIsLeftOut(string text, string expected) => Assert.Equal(expected, Kept(text));

    [Property(MaxTest = 5000)]
    public void NoTextIsTooOdd(int seed)
    {
        var random = new Random(seed);
        var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => s_parts[random.Next(s_parts.Length)]));
        var kept = Kept(text);
        Assert.InRange(kept.Length, 0, text.Length);
        Assert.Equal(kept.TrimEnd(), kept);
    }

    private static string Kept(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var kept = new char[utf8.Length];
        return new string(kept, 0, PostText.WithoutTrailingTags(utf8, kept));
    }
}
