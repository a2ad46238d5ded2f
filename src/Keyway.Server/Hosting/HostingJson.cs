using System.Text.Json.Serialization;

namespace Keyway.Server.Hosting;

/// <summary>What the commands print for programs.</summary>
[JsonSerializable(typeof(FirstAdministrator))]
internal sealed partial class HostingJson : JsonSerializerContext;
