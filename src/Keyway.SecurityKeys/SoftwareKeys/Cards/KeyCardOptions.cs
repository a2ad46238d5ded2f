namespace Keyway.SecurityKeys.SoftwareKeys.Cards;

/// <summary>What kind of card a software key is.</summary>
/// <param name="TakesParts">Whether it takes long commands in parts; otherwise only with extended length.</param>
/// <param name="LongestPiece">How many bytes it answers at once at most, 1 to 65536.</param>
internal sealed record KeyCardOptions(bool TakesParts = true, int LongestPiece = 256);
