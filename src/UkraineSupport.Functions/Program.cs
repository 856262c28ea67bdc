Console.WriteLine("placeholder until the app lands");
