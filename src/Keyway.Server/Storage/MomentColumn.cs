using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Keyway.Server.Storage;

/// <summary>A moment as milliseconds since 1970-01-01 UTC: it sorts and compares in every store.</summary>
internal sealed class MomentColumn() : ValueConverter<DateTimeOffset, long>(moment => moment.ToUnixTimeMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(value));
