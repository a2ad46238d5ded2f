using Keyway.Device.Terminal;

namespace Keyway.Device.KeySettings;

/// <summary>Asks for a word to be typed before what cannot be undone: an Enter too many confirms nothing.</summary>
internal static class TypedWord
{
    /// <summary>Whether just this word was typed; not when nobody is there to be asked.</summary>
    public static bool IsGiven(Screen screen, string word, string toDoWhat)
    {
        if (!screen.CanAsk)
            return false;
        screen.Say($"Type {word} to {toDoWhat}:");
        return Console.In.ReadLine()?.Trim() == word;
    }
}
