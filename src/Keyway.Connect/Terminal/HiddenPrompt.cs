using Keyway.Errors;

namespace Keyway.Connect.Terminal;

/// <summary>Asks a person for a secret without showing it.</summary>
internal static class HiddenPrompt
{
    /// <param name="question">Such as <c>Password of administrator@contoso.corp.com</c>.</param>
    /// <param name="fileOption">The option that gives the secret when there is no terminal.</param>
    public static Result<string> Ask(string question, string fileOption)
    {
        if (Console.IsInputRedirected || Console.IsErrorRedirected)
            return new Refusal(Catalogue.Connect.SecretMissing, fileOption);

        Console.Error.Write(question + ": ");
        var secret = new List<char>();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                secret.RemoveRange(Math.Max(0, secret.Count - 1), Math.Min(1, secret.Count));
            else if (key.KeyChar != '\0')
                secret.Add(key.KeyChar);
        }

        Console.Error.WriteLine();
        return secret.Count == 0 ? new Refusal(Catalogue.Connect.SecretMissing, fileOption) : new string([.. secret]);
    }
}
