namespace Keyway.Server.SignIns;

/// <summary>How many sign-ins of one kind there were in one step of time.</summary>
/// <param name="Start">Of the step, UTC.</param>
/// <param name="Error">The number of the refusal; null for completed ones.</param>
/// <param name="KerberosServer"><c>domain/name</c> of the Kerberos server that issued a partial TGT with each of them; null when none did.</param>
/// <param name="Count">All of them, also those without a row.</param>
/// <param name="Unlisted">Refused ones that were counted only, because too many came at once.</param>
internal sealed record SignInCount(
    DateTimeOffset Start, SignInClient Client, SignInMethod Method, int? Error, string? KerberosServer, long Count, long Unlisted);
