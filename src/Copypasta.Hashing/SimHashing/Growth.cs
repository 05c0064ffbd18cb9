namespace Copypasta.Hashing;

/// <summary>How arrays grow: by half, so that little stays unused, within what an array can hold.</summary>
internal static class Growth
{
    public static int Next(int length, int least) =>
        least > Array.MaxLength
            ? throw new InvalidOperationException($"An index array cannot hold more than {Array.MaxLength} elements.")
            : (int)Math.Clamp(length + ((long)length / 2), least, Array.MaxLength);
}
