using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Keyway.Server.Storage;

/// <summary>A GUID as 36 lower-case characters, so that both stores and hand-written SQL compare it alike.</summary>
internal sealed class GuidColumn() : ValueConverter<Guid, string>(id => id.ToString("D"), text => Guid.ParseExact(text, "D"));
