namespace Copypasta.Reports.Tests;

public sealed class RunFileStreamTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("copypasta-reports-").FullName;

    private string Folder => Path.Combine(_root, "run");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    public static TheoryData<Exception> Refusals { get; } =
    [
        new IOException("no space\nleft"),
        new UnauthorizedAccessException("no space\nleft"),

        // What the runtime makes of a file too large for its file system.
        new ArgumentOutOfRangeException(null, "no space\nleft"),
    ];

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public async Task AFullDiskIsAFaultOfTheFolderAndLeavesNothing(Exception refusal)
    {
        using (var run = RunFolder.Create(Folder, FolderUse.New))
        {
            run.CreateFile = path => new FullDisk(path, refusal);
            using var file = run.OpenFile("rejects.jsonl");
            Action[] attempts =
            [
                () => file.Write("x"u8),
                () => file.Write([1], 0, 1),
                () => file.WriteByte(1),
                file.Flush,
                file.Sync,
                file.Publish,
                () => Reject(file),
            ];
            foreach (var attempt in attempts)
            {
                AssertSaysWhere(Assert.Throws<RunFolderException>(attempt));
            }

            AssertSaysWhere(await Assert.ThrowsAsync<RunFolderException>(() => file.WriteAsync(new byte[1], TestContext.Current.CancellationToken).AsTask()));
        }

        Assert.False(Directory.Exists(Folder));
    }

    private static void Reject(Stream file)
    {
        using var rejects = new RejectWriter(file);
        rejects.Write("a.csv", 1, 1, 0, "reason");
        rejects.Flush();
    }

    private void AssertSaysWhere(RunFolderException error) =>
        Assert.Equal(
            $"cannot write '{Path.Combine(Folder, "rejects.jsonl")}': {(error.InnerException is ArgumentException ? "it is too large for the file system" : "no space left")}",
            error.Message);

    private sealed class FullDisk(string path, Exception refusal) : FileStream(path, FileMode.CreateNew, FileAccess.Write)
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw refusal;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw refusal;

        public override void Flush() => throw refusal;

        public override void Flush(bool flushToDisk) => throw refusal;

        protected override void Dispose(bool disposing)
        {
            // As a file does that cannot write what it still buffers.
            base.Dispose(disposing);
            if (disposing)
            {
                throw refusal;
            }
        }
    }
}
