using System.Globalization;

namespace Keyway.Connect.Terminal;

/// <summary>Asks a person whether many deletions are meant.</summary>
internal static class DeletionPrompt
{
    /// <summary>True when the number was typed.</summary>
    public static bool Ask(string warning, int deletions)
    {
        Console.Error.WriteLine();
        Console.Error.WriteLine(SafeText.Of(warning));
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"Type the number of deletions ({deletions}) to make them: "));
        return int.TryParse(Console.In.ReadLine()?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) && typed == deletions;
    }
}
