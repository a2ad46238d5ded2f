using System.Globalization;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>Stops a cycle that would delete more than a day of an organisation does: then a person decides.</summary>
/// <param name="allowed">How many deletions a person has allowed for one cycle; null for none.</param>
/// <param name="ask">Asks the person at the terminal: the warning, and the number to be typed. Null when there is none.</param>
internal sealed class DeletionGuard(int? allowed, Func<string, int, bool>? ask)
{
    /// <summary>So many go through in any organisation: below, a share means nothing.</summary>
    public const int Floor = 10;

    /// <summary>More never go through unasked.</summary>
    public const int Most = 500;

    /// <summary>Nor do more than this share of what the server holds.</summary>
    public const int Percent = 5;

    private int? _allowed = allowed;

    /// <summary>Whether a cycle may make its deletions; asks where it can. Null, or <c>KW4130</c> or <c>KW4136</c>. What a person allowed is used up by it.</summary>
    /// <param name="held">Objects that the server holds, with those that leave.</param>
    public Refusal? Check(int deletions, int held)
    {
        if (!IsMany(deletions, held))
            return null;
        if (_allowed is { } number && deletions <= number)
        {
            _allowed = null;
            return null;
        }

        var words = string.Create(CultureInfo.InvariantCulture, $"{deletions} of {held} objects");
        if (ask is null)
            return new Refusal(Catalogue.Synchronization.DeletionsGuarded, words);
        return ask($"{words} that the identity server holds left the domain or the scope. Deleted people are kept for 30 days.", deletions) ? null : new Refusal(Catalogue.Synchronization.DeletionsNotConfirmed, words);
    }

    /// <summary>More than <see cref="Floor"/>, and more than <see cref="Most"/> or <see cref="Percent"/> of what is held.</summary>
    public static bool IsMany(int deletions, int held) => deletions > Floor && (deletions > Most || deletions * 100L > held * (long)Percent);
}
