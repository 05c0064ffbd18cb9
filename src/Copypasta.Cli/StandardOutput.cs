using Microsoft.Win32.SafeHandles;

namespace Copypasta.Cli;

/// <summary>Standard output as bytes.</summary>
internal static class StandardOutput
{
    /// <summary>
    /// Opens it so that a pipe whose reader has gone is an error on the next write: the console's own stream passes over that, and a command would go on
    /// to the end of its input for nobody.
    /// </summary>
    public static Stream Open()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Files are left to the console's stream: a second position in the same file would let what is appended later overwrite this.
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        return Console.OpenStandardOutput();
    }
}
