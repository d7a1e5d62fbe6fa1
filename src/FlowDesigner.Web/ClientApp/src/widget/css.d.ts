/** The bundler puts style sheets of the widget into the script as text. */
declare module "*.css" {
  const text: string;
  export default text;
}
