using System.Collections.Frozen;
using Keyway.Contracts.Passwords;

namespace Keyway.Server.Passwords;

/// <summary>The words of <see cref="PasswordOutcomes"/> and what they mean here.</summary>
internal static class PasswordVerdicts
{
    private static readonly FrozenDictionary<string, PasswordVerdict> ByOutcome = new Dictionary<string, PasswordVerdict>
    {
        [PasswordOutcomes.Valid] = PasswordVerdict.Valid,
        [PasswordOutcomes.Wrong] = PasswordVerdict.Wrong,
        [PasswordOutcomes.Unknown] = PasswordVerdict.Unknown,
        [PasswordOutcomes.AccountExpired] = PasswordVerdict.AccountExpired,
        [PasswordOutcomes.Disabled] = PasswordVerdict.Disabled,
        [PasswordOutcomes.Locked] = PasswordVerdict.Locked,
        [PasswordOutcomes.PasswordExpired] = PasswordVerdict.PasswordExpired,
        [PasswordOutcomes.Restricted] = PasswordVerdict.Restricted,
        [PasswordOutcomes.Unavailable] = PasswordVerdict.Unavailable,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null for what is none of the words.</summary>
    public static PasswordVerdict? Parse(string outcome) => ByOutcome.TryGetValue(outcome, out var verdict) ? verdict : null;

    public static string Word(PasswordVerdict verdict) => ByOutcome.First(pair => pair.Value == verdict).Key;
}
