using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Copypasta.Detection;

/// <summary>
/// What an interrupted run has on disk whole, so that it can go on: for each step that is done a file <c>STEP.step</c>, which names the files that the step left, their lengths, and what
/// else the next steps need. A step's data are on disk before its file takes its name, and a step file's first line is the XXH3 of the rest. It says of which step and which run it is: one of
/// another run, or under another's name, counts as damaged.
/// </summary>
/// <remarks>One process at a time. What no step file names is a stray of the interruption and goes when the journal is opened.</remarks>
public sealed class RunJournal
{
    private const string Suffix = ".step";
    private const string First = "begun";
    private const int Version = 8;

    private readonly string[] _begun;
    private readonly Func<byte[]> _onRead;

    // By chance, so that no two runs have one.
    private string _run = Guid.NewGuid().ToString("N");

    private RunJournal(TemporaryFolder folder, IReadOnlyList<string> begun, Func<byte[]> onRead) => (Folder, _begun, _onRead) = (folder, [.. begun], onRead);

    /// <summary>Whether the inputs have been read: then they are not read again.</summary>
    public bool IsRead => Posts is not null;

    /// <summary>What the caller had to say when the inputs had been read; empty where they have not.</summary>
    public byte[] Reading => Posts?.State.Reading ?? [];

    /// <summary>Whether anything is done that an interrupted run could go on from.</summary>
    public bool CanResume => IsIn(Folder.Path);

    /// <summary>The step of reading, where it is done.</summary>
    internal (BlockFile[] Files, PostsStep State)? Posts { get; private set; }

    internal TemporaryFolder Folder { get; }

    private sealed record Step<T>(int Version, string Run, string Name, StoredFile[] Files, T State);

    private sealed record StoredFile(string Name, long Length);

    private sealed record Beginning(string Run, string[] Lines);

    /// <summary>Goes on with an interrupted run, or begins one.</summary>
    /// <param name="path">Folder for the run's working data; its parent must exist.</param>
    /// <param name="begun">All that decides what the run finds, a line each: a run goes on only where nothing of it has changed.</param>
    /// <param name="resume">Whether what is there is to be used; else it is removed.</param>
    /// <param name="onRead">Asked, when the inputs have been read, for what must be known of the reading to go on without it; at least one byte.</param>
    /// <exception cref="SpillException">The run was begun otherwise, or the folder cannot be used.</exception>
    public static RunJournal Open(string path, IReadOnlyList<string> begun, bool resume, Func<byte[]> onRead) =>
        Open(new TemporaryFolder(path, isKept: true), begun, resume, onRead);

    /// <summary>Whether a folder holds what an interrupted run could go on from.</summary>
    public static bool IsIn(string path) => File.Exists(Path.Combine(path, PostsStep.Name + Suffix));

    /// <summary>In what a run was begun otherwise than it is now, in words; null where in nothing.</summary>
    public static string? Difference(IReadOnlyList<string> begun, IReadOnlyList<string> now)
    {
        if (begun.SequenceEqual(now, StringComparer.Ordinal))
        {
            return null;
        }

        var (was, isNow) = (begun.Except(now).FirstOrDefault(), now.Except(begun).FirstOrDefault());
        return was is null && isNow is null ? "the same inputs in another order, or not as often" : $"{was ?? "not given"}; now {isNow ?? "not given"}";
    }

    internal static RunJournal Open(TemporaryFolder folder, IReadOnlyList<string> begun, bool resume, Func<byte[]> onRead)
    {
        var journal = new RunJournal(folder, begun, onRead);
        if (!resume || journal.Load<Beginning>(First) is not var (_, beginning))
        {
            folder.Remove();
            return journal;
        }

        if (Difference(beginning.Lines, begun) is { } difference)
        {
            throw new SpillException($"--resume: the interrupted run was begun with other options or inputs ({difference}); give the same, or --force to begin anew");
        }

        journal._run = beginning.Run;
        journal.RemoveStrays();
        journal.Posts = journal.Find<PostsStep>(PostsStep.Name);
        if (journal.Posts is var (files, posts) && !Holds<ulong>(files[1], posts.DroppedWords))
        {
            journal.Restart();
        }
        else if (!journal.IsRead)
        {
            folder.Remove();
        }

        return journal;
    }

    /// <summary>Begins anew: nothing of what is there is used, and all of it goes.</summary>
    public void Restart()
    {
        Array.ForEach(Posts?.Files ?? [], file => file.Remove());
        (Posts, _run) = (null, Guid.NewGuid().ToString("N"));
        Folder.Remove();
    }

    /// <summary>Removes all working data: the run is complete.</summary>
    public void Complete() => Folder.Remove();

    /// <summary>To be called when the inputs have been read, before that step is committed: what the caller has to say of the reading.</summary>
    internal byte[] EndReading()
    {
        Commit(First, new Beginning(_run, _begun));
        return _onRead();
    }

    /// <summary>A step that is done, with its files; null where it is not, or where a file is missing or damaged: then it is to be done again.</summary>
    /// <param name="step">Its name.</param>
    /// <param name="scan">Whether the files are read, to see that they are whole; else whoever reads them must.</param>
    internal (BlockFile[] Files, T State)? Find<T>(string step, bool scan = true)
        where T : class
    {
        if (Load<T>(step) is not var (stored, state))
        {
            return null;
        }

        var files = new List<BlockFile>();
        try
        {
            foreach (var (name, length) in stored)
            {
                files.Add(new BlockFile(Folder, name, length));
                if (scan)
                {
                    files[^1].Scan();
                }
            }

            return ([.. files], state);
        }
        catch (SpillException)
        {
            files.ForEach(file => file.Dispose());
            Forget(step);
            return null;
        }
    }

    /// <summary>Notes that a step is done.</summary>
    /// <param name="step">Its name.</param>
    /// <param name="state">What the next steps need besides the files.</param>
    /// <param name="files">What it left on disk.</param>
    internal void Commit<T>(string step, T state, params ReadOnlySpan<BlockFile> files)
        where T : class
    {
        foreach (var file in files)
        {
            file.Commit();
        }

        var stored = new StoredFile[files.Length];
        for (var i = 0; i < stored.Length; i++)
        {
            stored[i] = new StoredFile(files[i].Name, files[i].Length);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new Step<T>(Version, _run, step, stored, state));
        try
        {
            using (var file = Folder.Create(step + ".tmp"))
            {
                file.Write(Encoding.ASCII.GetBytes($"{XxHash3.HashToUInt64(body):x16}\n"));
                file.Write(body);
                file.Flush(flushToDisk: true);
            }

            File.Move(PathOf(step + ".tmp"), PathOf(step + Suffix), overwrite: true);
            DirectorySync.Flush(Folder.Path);
        }
        catch (Exception e) when (WriteFault.Is(e))
        {
            throw Folder.Fault(e);
        }
    }

    /// <summary>A step is to be done again; its files are gone.</summary>
    internal void Forget(string step)
    {
        var files = Load<object>(step)?.Files ?? [];
        Folder.Remove(step + Suffix);
        foreach (var file in files)
        {
            Folder.Remove(file.Name);
        }
    }

    /// <summary>All later steps are to be done again, too.</summary>
    internal void ForgetAllBut(string step)
    {
        foreach (var other in Steps.Where(other => other != step && other != First).ToList())
        {
            Forget(other);
        }
    }

    /// <summary>Names of the steps that are done, whatever the state of their files.</summary>
    internal IEnumerable<string> Steps => Directory.Exists(Folder.Path)
        ? Directory.EnumerateFiles(Folder.Path, "*" + Suffix).Select(file => Path.GetFileNameWithoutExtension(file))
        : [];

    /// <summary>Writes numbers that a step must keep.</summary>
    internal BlockFile Write<T>(string name, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        var file = new BlockFile(Folder, name);
        var scratch = Array.Empty<byte>();
        for (var bytes = MemoryMarshal.AsBytes(numbers); !bytes.IsEmpty;)
        {
            var block = bytes[..Math.Min(bytes.Length, 1 << 20)];
            file.Append(block, ref scratch);
            bytes = bytes[block.Length..];
        }

        return file;
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="SpillException">It is damaged, or holds another number of them.</exception>
    internal static T[] Read<T>(BlockFile file, long count)
        where T : unmanaged
    {
        var numbers = GC.AllocateUninitializedArray<T>(checked((int)count));
        var rest = MemoryMarshal.AsBytes(numbers.AsSpan()).Length;
        file.Scan((_, block) =>
        {
            if (block.Length <= rest)
            {
                block.CopyTo(MemoryMarshal.AsBytes(numbers.AsSpan())[^rest..]);
            }

            rest -= block.Length;
        });
        return rest == 0 ? numbers : throw file.Fault($"{file.Name} does not hold {count} numbers");
    }

    /// <summary>Whether a file holds so many numbers.</summary>
    private static bool Holds<T>(BlockFile file, long count)
        where T : unmanaged
    {
        var bytes = 0L;
        file.Scan((_, block) => bytes += block.Length);
        return bytes == count * Unsafe.SizeOf<T>();
    }

    private (StoredFile[] Files, T State)? Load<T>(string step)
        where T : class
    {
        if (Folder.ReadAll(step + Suffix) is not { } bytes)
        {
            return null;
        }

        try
        {
            var body = bytes.AsSpan(Math.Min(17, bytes.Length));
            return Encoding.ASCII.GetString(bytes.AsSpan(0, bytes.Length - body.Length)) == $"{XxHash3.HashToUInt64(body):x16}\n"
                && JsonSerializer.Deserialize<Step<T>>(body) is { Version: Version } stored
                && stored.Name == step
                && (step == First || stored.Run == _run)
                ? (stored.Files, stored.State)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void RemoveStrays()
    {
        try
        {
            RemoveUnknown();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Folder.Fault(e);
        }
    }

    private void RemoveUnknown()
    {
        var known = Steps.SelectMany(step => (Load<object>(step)?.Files ?? []).Select(file => file.Name).Append(step + Suffix)).ToHashSet(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(Folder.Path).Where(file => !known.Contains(Path.GetFileName(file))).ToList())
        {
            File.Delete(path);
        }

        // No step leaves folders; in the place of a file one would stand in the way.
        foreach (var path in Directory.EnumerateDirectories(Folder.Path).ToList())
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private string PathOf(string name) => Path.Combine(Folder.Path, name);
}
