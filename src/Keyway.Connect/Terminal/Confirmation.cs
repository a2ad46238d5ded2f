using Keyway.Errors;

namespace Keyway.Connect.Terminal;

/// <summary>Asks a person to type a name before something is removed.</summary>
internal static class Confirmation
{
    /// <summary>Null when the name was typed; <c>KW4045</c> when there is nobody to ask, <c>KW4046</c> for any other answer.</summary>
    /// <param name="warning">What will happen.</param>
    /// <param name="name">What is to be typed.</param>
    public static Refusal? Ask(string warning, string name)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            return new Refusal(Catalogue.Connect.ConfirmationMissing);
        Console.Error.WriteLine(warning);
        Console.Error.Write($"Type its name ({name}) to go on: ");
        return string.Equals(Console.In.ReadLine()?.Trim(), name, StringComparison.OrdinalIgnoreCase) ? null : new Refusal(Catalogue.Connect.NotConfirmed);
    }
}
