using System.Text.Json.Serialization;
using Keyway.Server.DeviceCodes.Login;
using Keyway.Server.Portal.SecurityInfo;
using Keyway.Server.Portal.SignIn;

namespace Keyway.Server.Portal;

/// <summary>JSON that only this server reads and writes.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LoginSession))]
[JsonSerializable(typeof(SignInState))]
[JsonSerializable(typeof(GestureOptions))]
[JsonSerializable(typeof(HalfSignIn))]
[JsonSerializable(typeof(KeyCeremonyState))]
[JsonSerializable(typeof(CodeSetUp))]
internal sealed partial class PortalJson : JsonSerializerContext;
