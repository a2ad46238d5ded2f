using System.Text.Json.Serialization;
using Keyway.Server.Audit;

namespace Keyway.Server.Hosting;

/// <summary>What the commands print for programs.</summary>
[JsonSerializable(typeof(FirstAdministrator))]
[JsonSerializable(typeof(AuditReport))]
internal sealed partial class HostingJson : JsonSerializerContext;
