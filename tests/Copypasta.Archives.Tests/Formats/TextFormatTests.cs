namespace Copypasta.Archives.Tests;

public sealed class TextFormatTests
{
    [Theory]
    [InlineData("Hello, world\nHow are you?\n")]
    [InlineData("Hello world")]
    [InlineData("[a] b\n{c} d\n")]
    [InlineData("<3 this\nmessage, time to go\nand so on\n")]
    [InlineData("Using my own words here\nImport duties rise again\n")]
    [InlineData("One line ends so;\nanother not\nnor this\n")]
    [InlineData("- a list\n#tag first\n")]
    public void PlainTextIsAPostALine(string content)
    {
        foreach (var path in (string[])["posts.txt", "posts.TEXT", "posts.txt.gz", "-"])
        {
            Reading read = Reading.Of(content, path: path);
            Assert.Equal("text", read.Summary.Format);
            Assert.Equal(content.TrimEnd('\n').Split('\n'), read.Texts);
        }

        var unknown = Reading.Error(content, path: "posts.dat");
        Assert.Contains("--text-lines", unknown, StringComparison.Ordinal);
        Assert.Contains("--map", unknown, StringComparison.Ordinal);
        Assert.Equal("text", Reading.Of(content, Reading.Options("text"), path: "posts.dat").Summary.Format);
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html>\n<p>Hello\n")]
    [InlineData("\n  <?xml version=\"1.0\"?>\n<posts/>\n")]
    [InlineData("<p>Hello</p>\n")]
    [InlineData("CREATE TABLE posts (id INT);\nINSERT INTO posts VALUES (1);\n")]
    [InlineData("-- dump of a table\nINSERT INTO posts VALUES (1);\n")]
    [InlineData("#!/bin/sh\necho hello\n")]
    [InlineData("#include <stdio.h>\nint main(void) {\n}\n")]
    [InlineData("using System;\n\nConsole.WriteLine(1);\n")]
    [InlineData("import os\nprint(os.name)\n")]
    [InlineData("int a = 1;\nint b = 2;\nreturn a;\n")]
    [InlineData("a\u0001b\n")]
    public void OtherThingsAreUnknown(string content)
    {
        foreach (var path in (string[])["posts.txt", "-", "posts"])
        {
            Assert.Contains("--text-lines", Reading.Error(content, path: path), StringComparison.Ordinal);
        }

        Assert.Equal("text", Reading.Of(content, Reading.Options("text")).Summary.Format);
    }
}
