namespace Keyway.Server.Storage;

/// <summary>A store whose tables are up to date.</summary>
/// <param name="IsNew">True when this start made the file.</param>
internal sealed record OpenedStore(Store Store, bool IsNew);
