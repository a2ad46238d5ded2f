namespace Keyway.Server.Metadata;

/// <summary>What an import came to; also what <c>metadata show</c> and the API tell.</summary>
/// <param name="Number">The BLOB's number.</param>
/// <param name="NextUpdate">By when a newer one is due.</param>
/// <param name="ImportedOn">UTC.</param>
/// <param name="Models">How many FIDO2 models it describes.</param>
/// <param name="Revoked">How many of them are revoked.</param>
/// <param name="Compromised">How many of them are compromised.</param>
/// <param name="IsOverdue">True when the day of the next one has passed.</param>
/// <param name="Changed">False when this very number was there already.</param>
internal sealed record ImportedMetadata(
    int Number, DateOnly NextUpdate, DateTimeOffset ImportedOn, int Models, int Revoked, int Compromised, bool IsOverdue, bool Changed);
