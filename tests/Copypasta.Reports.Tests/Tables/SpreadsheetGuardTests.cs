using System.Text;

namespace Copypasta.Reports.Tests;

public sealed class SpreadsheetGuardTests
{
    [Theory]
    [InlineData("=1")]
    [InlineData("'=1")]
    [InlineData("''@a b")]
    [InlineData("'a")]
    [InlineData("-1001000724666_11877")]
    [InlineData("'")]
    [InlineData("")]
    public void WhatItDidIsTakenOffAgain(string cell) =>
        Assert.Equal(cell, SpreadsheetGuard.Unguarded((SpreadsheetGuard.NeedsApostrophe(System.Text.Encoding.UTF8.GetBytes(cell)) ? "'" : "") + cell));

    [Theory]
    [InlineData("=1+1", true)]
    [InlineData("=A1", true)]
    [InlineData("=", true)]
    [InlineData("+1 555", true)]
    [InlineData("-", true)]
    [InlineData("@", true)]
    [InlineData("- item", true)]
    [InlineData("-2+3+cmd|' /C calc'!A0", true)]
    [InlineData("@SUM(1+9)*cmd|' /C calc'!A0", true)]
    [InlineData("\tx", true)]
    [InlineData("\r", true)]
    [InlineData("'=x", true)]
    [InlineData("''@x y", true)]
    [InlineData("", false)]
    [InlineData("'", false)]
    [InlineData("'quoted'", false)]
    [InlineData("text = x", false)]
    [InlineData("\n=x", false)]
    [InlineData("-5", false)]
    [InlineData("+3.25", false)]
    [InlineData("-1.5e-3", false)]
    [InlineData("-1001000724666_11877", false)]
    [InlineData("@handle_9", false)]
    [InlineData("@пример", false)]
    [InlineData("@例.え", false)]
    [InlineData("-12:30", false)]
    [InlineData("@𝔞", false)]
    [InlineData("@né", false)]
    [InlineData("@ne\u0301", true)]
    [InlineData("@a-b", true)]
    public void CellsThatASpreadsheetWouldRunNeedAnApostrophe(string cell, bool expected) =>
        Assert.Equal(expected, SpreadsheetGuard.NeedsApostrophe(Encoding.UTF8.GetBytes(cell)));
}
