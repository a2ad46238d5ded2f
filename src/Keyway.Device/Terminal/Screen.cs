using Keyway.Device.Gestures;
using Keyway.Errors;
using Spectre.Console;

namespace Keyway.Device.Terminal;

/// <summary>Where a person reads and answers. Results go to standard output; questions, "touch it now" and refusals to standard error, so that a pipe carries results only.</summary>
internal sealed class Screen : IConversation
{
    // Wide, so that no line is broken by us: a terminal breaks it where it must, and a program reads it whole.
    private const int Unbroken = 10_000;

    private readonly IAnsiConsole _results = ConsoleOn(Console.Out, Console.IsOutputRedirected, Unbroken);
    private readonly IAnsiConsole _talk = ConsoleOn(Console.Error, Console.IsErrorRedirected, Console.IsErrorRedirected ? Unbroken : null);

    /// <summary>Whether somebody is there to be asked.</summary>
    public bool CanAsk { get; } = !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>A line of the result.</summary>
    /// <param name="mark">A word or sign in front, coloured where the terminal shows colours.</param>
    public void Line(string mark, Color colour, string text)
    {
        _results.Write(new Text(mark, new Style(colour)));
        _results.WriteLine(" " + text);
    }

    /// <summary>A line of the result, as it is.</summary>
    public void Line(string text) => _results.WriteLine(text);

    /// <inheritdoc/>
    public void Say(string text) => _talk.WriteLine(text);

    /// <inheritdoc/>
    public void CallToSensor(string text) => Say(text);

    /// <summary>A refusal in three lines: what could not be done with the number, why, what to do.</summary>
    public void Refuse(string what, Refusal refusal)
    {
        _talk.Write(new Text($"{what} ({refusal.Code}).", new Style(Color.Red)));
        _talk.WriteLine();
        _talk.WriteLine("Why: " + refusal.Error.Cause + (refusal.Detail is null ? "" : $" ({Shown.Line(refusal.Detail)})"));
        _talk.WriteLine("Do:  " + refusal.Error.Remedy);
    }

    /// <inheritdoc/>
    public Result<Secret> AskSecret(string question)
    {
        if (!CanAsk)
            return new Refusal(Catalogue.Device.SecretNotAsked, question);
        _talk.Write(new Text(question + ": "));
        var typed = new char[256];
        var length = 0;
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                length = Math.Max(0, length - 1);
            else if (!char.IsControl(key.KeyChar) && length < typed.Length)
                typed[length++] = key.KeyChar;
        }

        _talk.WriteLine();
        var secret = new Secret(typed[..length]);
        new Secret(typed).Dispose();
        return secret;
    }

    /// <summary>Asks for a word before what cannot be undone: an Enter too many confirms nothing.</summary>
    /// <returns>Whether just this word was typed; not when nobody is there to be asked.</returns>
    public bool AskWord(string word, string toDoWhat)
    {
        if (!CanAsk)
            return false;
        _talk.WriteLine($"Type {word} to {toDoWhat}:");
        return Console.In.ReadLine()?.Trim() == word;
    }

    /// <inheritdoc/>
    public int? Choose(string question, IReadOnlyList<string> choices) => CanAsk
        ? _talk.Prompt(new SelectionPrompt<int> { Title = Markup.Escape(question), Converter = index => Markup.Escape(choices[index]) }.AddChoices(Enumerable.Range(0, choices.Count)))
        : null;

    private static IAnsiConsole ConsoleOn(TextWriter writer, bool redirected, int? width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        console.Profile.Width = width ?? console.Profile.Width;
        return console;
    }
}
