namespace Keyway.Server.Search;

/// <summary>What is found by words; the numbers stand in the store.</summary>
internal enum SearchKind
{
    People = 1,
    Devices = 2,
}
